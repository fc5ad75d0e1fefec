#!/usr/bin/env python3
"""Measures whole runs of the built program, one line a figure: NAME VALUE UNIT.

    scripts/bench_process.py --program .build/release/weir [NAME...]

`NAME.wall` is the median wall time of several runs, in seconds; `NAME.memory` is the largest peak
memory of one process among them, in MB. The example is measured in a copy of its own, with servers
of its own, so that nothing under the project's .weir is touched.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Failed(Exception):
    """A measured command failed: there is no figure."""


@dataclass(frozen=True)
class Run:
    """What one run of a command cost."""

    wall_seconds: float
    peak_bytes: int


def run_once(command: list[str], folder: Path) -> Run:
    """Runs a command to its end. The peak is that of the process itself, from wait4."""
    with tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            output.seek(0)
            tail = output.read().decode(errors="replace")[-2000:]
            raise Failed(f"{' '.join(command)} exited {process.returncode}:\n{tail}")
    return Run(wall, usage.ru_maxrss * 1024)


def figures(
    name: str, command: list[str], folder: Path, repetitions: int, prepare: Callable[[], None] | None
) -> list[str]:
    """The lines of one command. `prepare` comes before each run and is not measured."""
    runs = []
    for _ in range(repetitions):
        if prepare:
            prepare()
        runs.append(run_once(command, folder))
    wall = statistics.median(run.wall_seconds for run in runs)
    peak = max(run.peak_bytes for run in runs)
    return [f"{name}.wall {wall:.4f} s", f"{name}.memory {peak / 1e6:.1f} MB"]


class Example:
    """A copy of the example platform in a folder of its own, with its servers while in use."""

    def __init__(self, program: Path) -> None:
        self._program = program
        # A socket's path may have about a hundred bytes: the folder stands right under /tmp.
        self.folder = Path(tempfile.mkdtemp(prefix="weir-bench-", dir="/tmp"))
        self.folder.chmod(0o755)
        for name in ("specs", "generated", "templates", "example"):
            if (ROOT / name).exists():
                shutil.copytree(ROOT / name, self.folder / name)
        (self.folder / ".venv").symlink_to(ROOT / ".venv")
        self._api: subprocess.Popen[str] | None = None

    def weir(self, *arguments: str) -> None:
        run_once([str(self._program), *arguments], self.folder)

    def cluster(self) -> str:
        """The folder of the private PostgreSQL, which `weir up` wrote down."""
        return (self.folder / ".weir/postgres.location").read_text(encoding="utf-8").strip()

    def start(self) -> None:
        """Everything up, the example's sources filled, nothing planned yet."""
        os.environ.setdefault("FLIGHT_API_TOKEN", "example-token")
        self.weir("up")
        load = [str(self.folder / "example/load_operations.sh"), f"{self.cluster()}/socket"]
        run_once(load, self.folder)
        self._api = subprocess.Popen(
            [sys.executable, "example/rest_api.py"],
            cwd=self.folder,
            stdout=subprocess.PIPE,
            text=True,
        )
        if not self._api.stdout.readline():
            raise Failed("the example's REST API did not start")

    def start_over(self) -> None:
        """Back to a lake and a star that were planned and applied, and hold no row."""
        self.stop()
        self.start()
        self.plan_and_apply()

    def plan_and_apply(self) -> None:
        self.weir("plan", "--out", "bench.plan")
        self.weir("apply", "bench.plan")

    def stop(self) -> None:
        if self._api:
            self._api.terminate()
            self._api.wait()
            self._api.stdout.close()
            self._api = None
        if (self.folder / ".weir").exists():
            self.weir("down")
            shutil.rmtree(self.cluster(), ignore_errors=True)
            shutil.rmtree(self.folder / ".weir", ignore_errors=True)

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)


@dataclass(frozen=True)
class Measurement:
    """One command to measure, and what has to be so before it."""

    name: str
    arguments: tuple[str, ...]
    repetitions: int
    setting: str = "none"


JANUARY = ("--since", "2013-01-01", "--until", "2013-02-01")
MEASUREMENTS = [
    Measurement("version", ("--version",), 21),
    Measurement("example.validate", ("validate",), 11),
    Measurement("example.compile", ("compile",), 11),
    Measurement("example.plan", ("plan",), 5, setting="applied"),
    Measurement("example.run_january", ("run", "nightly", *JANUARY), 3, setting="fresh"),
]


def measure(measurement: Measurement, program: Path, example: Example) -> list[str]:
    prepare = None
    if measurement.setting == "applied":
        example.start_over()
    elif measurement.setting == "fresh":
        prepare = example.start_over
    command = [str(program), *measurement.arguments]
    return figures(measurement.name, command, example.folder, measurement.repetitions, prepare)


class LargeProject:
    """A synthetic project of so many transforms, in a folder of its own."""

    def __init__(self, transforms: int) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix=f"weir-bench-{transforms}-", dir="/tmp"))
        run_once(
            [sys.executable, str(ROOT / "Tests/Benchmarks/generate_project.py"),
             "--transforms", str(transforms), "--out", str(self.folder)],
            self.folder,
        )  # fmt: skip

    def clear_generated(self) -> None:
        """Moved aside, not deleted: ext4 is slow to make files where many were just deleted."""
        if (self.folder / "generated").exists():
            count = len(list(self.folder.glob("generated-*")))
            (self.folder / "generated").rename(self.folder / f"generated-{count}")

    def change_one(self) -> None:
        """One query gets another constant; the project stays valid."""
        path = sorted((self.folder / "specs/facts").rglob("*.yaml"))[0]
        text = path.read_text(encoding="utf-8")
        year = 2021 if "2020-01-01" in text else 2020
        path.write_text(text.replace(f"{4041 - year}-01-01", f"{year}-01-01"), encoding="utf-8")

    def remove(self) -> None:
        shutil.rmtree(self.folder)


# How many transforms the scale is measured with; the last only when it is named.
SCALES = (1000, 10000, 50000)


def scale_figures(transforms: int, program: Path, names: list[str]) -> Iterator[str]:
    """Lines of what is chosen of one scale. Files are in the page cache, as they were just written."""
    kinds = {
        f"validate.{transforms}": (("validate", "--no-cache"), None),
        f"compile.{transforms}": (("compile",), LargeProject.clear_generated),
        f"compile_unchanged.{transforms}": (("compile",), None),
        f"validate_one_changed.{transforms}": (("validate",), LargeProject.change_one),
    }
    chosen = {kind: how for kind, how in kinds.items() if is_named(kind, names)}
    if transforms == SCALES[-1] and not any(str(transforms) in name for name in names):
        return
    if not chosen:
        return
    project = LargeProject(transforms)
    try:
        for kind, (command, prepare) in chosen.items():
            ready = (lambda: prepare(project)) if prepare else None
            arguments = [str(program), *command]
            if prepare is LargeProject.change_one:
                # What the check remembers is of a check before.
                run_once(arguments, project.folder)
            lines = list(figures(kind, arguments, project.folder, 5, ready))
            yield from lines
            if kind == "validate.1000" and os.environ.get("WEIR_PEERS"):
                yield from peer_ratio(kind, lines, Path(os.environ["WEIR_PEERS"]))
    finally:
        project.remove()


def peer_ratio(kind: str, lines: list[str], peers: Path) -> Iterator[str]:
    """Ours divided by what sqlglot needs to parse, qualify and trace as many models of such a kind, in
    the same run: the scripts of the peers make their own models."""
    ours = next(float(line.split()[1]) for line in lines if line.startswith(f"{kind}.wall "))
    with tempfile.TemporaryDirectory(prefix="weir-peers-", dir="/tmp") as work:
        results = Path(work) / "results.jsonl"
        environment = {
            **os.environ, "PEERS_WORK": work, "PEERS": "sqlglot", "REPS": "1",
            "RESULTS": str(results), "PEERS_PYTHON": sys.executable,
        }  # fmt: skip
        command = ["bash", str(peers / "run_compile.sh"), kind.rpartition(".")[2]]
        done = subprocess.run(command, env=environment, cwd=work, capture_output=True, text=True)
        if done.returncode:
            raise Failed(f"{command[1]} ended with {done.returncode}: {done.stderr[-500:]}")
        for line in results.read_text().splitlines():
            result = json.loads(line)
            if "lineage" in result["case"]:
                yield f"{kind}.sqlglot {result['wall_s']:.4g} s"
                yield f"{kind}.ratio {ours / result['wall_s']:.4g} x"


def is_named(kind: str, names: list[str]) -> bool:
    full = [f"{kind}.wall", f"{kind}.memory"]
    return not names or any(figure.startswith(name) for name in names for figure in full)


def is_chosen(measurement: Measurement, names: list[str]) -> bool:
    return is_named(measurement.name, names)


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures whole runs of the built program.")
    parser.add_argument("--program", type=Path, required=True, help="the built weir")
    parser.add_argument("names", nargs="*", help="only figures whose names begin so")
    options = parser.parse_args()
    program = options.program.resolve()
    try:
        for transforms in SCALES:
            for line in scale_figures(transforms, program, options.names):
                print(line, flush=True)
    except Failed as error:
        print(error, file=sys.stderr)
        return 1
    chosen = [m for m in MEASUREMENTS if is_chosen(m, options.names)]
    if not chosen:
        return 0
    example = Example(program)
    try:
        for measurement in chosen:
            print("\n".join(measure(measurement, program, example)), flush=True)
    except Failed as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        example.remove()
    return 0


if __name__ == "__main__":
    sys.exit(main())
