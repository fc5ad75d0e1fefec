#!/usr/bin/env python3
"""Measures plans and applies over a large warehouse, one line a figure: NAME VALUE UNIT.

    scripts/bench_warehouse.py --program .build/release/weir [NAME...]

`plan.5000` compares 5,000 live tables (12 columns, a key, comments, grants to 5 roles) with specs of
which 1 % say something else, and is divided by what psql takes to read the same rows of the catalog.
`apply.1000` carries out a plan of 1,000 statements, and is divided by what psql takes for the same
statements. Figures beside each other are of the same run, on the same private server.

With WEIR_PEERS, a folder that holds run_plan.sh, `plan.5000.ratio_to_migra` says how many times as
long migra takes for work of the same size.
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
from collections.abc import Iterator
from pathlib import Path

from bench_process import ROOT, Failed, is_named, run_once

COLUMNS = [
    ("id", "long", "bigint"), ("fk1", "long", "bigint"), ("fk2", "long", "bigint"),
    ("code", "varchar(32)", "varchar(32)"), ("name", "string", "text"),
    ("status", "varchar(16)", "varchar(16)"), ("qty", "int", "integer"),
    ("amount", "decimal(18,2)", "numeric(18,2)"), ("price", "decimal(12,4)", "numeric(12,4)"),
    ("is_active", "boolean", "boolean"), ("event_date", "date", "date"),
    ("updated_at", "timestamp", "timestamp"),
]  # fmt: skip
READERS = ["bench_reader", "bench_analyst", "bench_report"]
OTHERS = {"bench_loader": "INSERT, UPDATE, DELETE, SELECT", "bench_admin": "ALL"}
SCHEMAS = 20

PLATFORM = """\
kind: platform
name: bench
---
kind: environment
name: local
lake: { catalog: embedded }
warehouse: { dialect: postgresql, connection: { embedded: warehouse } }
engine: { type: duckdb }
state: { connection: { embedded: state } }
"""


def schema_of(number: int) -> str:
    return f"part_{number % SCHEMAS:02d}"


def table_name(number: int) -> str:
    return f"t_{number:05d}"


class Warehouse:
    """A project with a private server, in a folder of its own."""

    def __init__(self, program: Path, name: str) -> None:
        self.program = program
        self.folder = Path(tempfile.mkdtemp(prefix=f"weir-{name}-", dir="/tmp"))
        self.folder.chmod(0o755)
        (self.folder / "specs/tables").mkdir(parents=True)

    def up(self) -> None:
        run_once([str(self.program), "up"], self.folder)
        location = (self.folder / ".weir/postgres.location").read_text(encoding="utf-8").strip()
        self.psql_command = ["psql", "-qX", "-h", f"{location}/socket", "-U", "weir"]
        self.psql_command += ["-v", "ON_ERROR_STOP=1", "-d", "warehouse"]
        self.location = location

    def psql(self, *arguments: str) -> float:
        return run_once([*self.psql_command, *arguments], self.folder).wall_seconds

    def write_platform(self, schemas: list[str], roles: dict[str, list[str]]) -> None:
        text = PLATFORM
        for schema in schemas:
            text += f"---\nkind: warehouse_schema\nname: {schema}\nmanage: authoritative\n"
        for role, missing in roles.items():
            grants = ", ".join(f"{schema}.*" for schema in schemas)
            text += f"---\nkind: role\nname: {role}\ngrants: [{grants}]\n"
            if missing:
                text += f"except: [{', '.join(missing)}]\n"
        (self.folder / "specs/platform.yaml").write_text(text, encoding="utf-8")

    def write_table(self, number: int, columns: list[tuple[str, str]], doc: str) -> None:
        name = f"{schema_of(number)}.{table_name(number)}"
        text = f"kind: warehouse_table\nname: {name}\ndoc: {doc}\ncolumns:\n"
        for column, kind in columns:
            text += f"  - name: {column}\n    type: {kind}\n"
            if column == "id":
                text += "    required: true\n"
            if column == "code":
                text += "    doc: business key\n"
            if column == "amount":
                text += "    doc: gross amount\n"
        text += "key: [id]\n"
        (self.folder / f"specs/tables/{name}.yaml").write_text(text, encoding="utf-8")

    def remove(self) -> None:
        if hasattr(self, "location"):
            subprocess.run(
                [str(self.program), "down"], cwd=self.folder, check=False, capture_output=True
            )
            shutil.rmtree(self.location, ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)


def live_script(count: int) -> str:
    """DDL of the live tables, in transactions of 200 tables."""
    lines = ["SET client_min_messages = warning;"]
    lines += [f"CREATE ROLE {role};" for role in [*READERS, *OTHERS]]
    for number in range(min(SCHEMAS, count)):
        schema = schema_of(number)
        lines.append(f"CREATE SCHEMA {schema};")
        lines.append(f"GRANT USAGE ON SCHEMA {schema} TO {', '.join([*READERS, *OTHERS])};")
    for number in range(count):
        if number % 200 == 0:
            lines.append("COMMIT;" if number else "")
            lines.append("BEGIN;")
        name = f"{schema_of(number)}.{table_name(number)}"
        columns = ", ".join(
            f"{column} {sql}" + (" NOT NULL" if column == "id" else "") for column, _, sql in COLUMNS
        )
        key = f"CONSTRAINT {table_name(number)}_pkey PRIMARY KEY (id)"
        lines.append(f"CREATE TABLE {name} ({columns}, {key});")
        lines.append(f"COMMENT ON TABLE {name} IS 'table {number}';")
        lines.append(f"COMMENT ON COLUMN {name}.code IS 'business key';")
        lines.append(f"COMMENT ON COLUMN {name}.amount IS 'gross amount';")
        lines += [f"GRANT SELECT ON {name} TO {role};" for role in READERS]
        lines += [f"GRANT {rights} ON {name} TO {role};" for role, rights in OTHERS.items()]
    return "\n".join([*lines, "COMMIT;", "VACUUM ANALYZE;"]) + "\n"


def write_wanted(warehouse: Warehouse, count: int) -> None:
    """Specs of the same tables, every hundredth changed in one of five ways."""
    plain = [(column, kind) for column, kind, _ in COLUMNS]
    missing: list[str] = []
    for number in range(count):
        columns, doc = list(plain), f"table {number}"
        way = (number // 100) % 5 if number % 100 == 7 else None
        if way == 0:
            columns.append(("note", "string"))
        elif way == 1:
            columns[6] = ("qty", "long")
        elif way == 2:
            doc += " restated"
        elif way == 3:
            missing.append(f"{schema_of(number)}.{table_name(number)}")
        elif way == 4:
            columns = [column for column in columns if column[0] != "price"]
        warehouse.write_table(number, columns, doc)
    roles: dict[str, list[str]] = {role: [] for role in READERS}
    roles["bench_report"] = missing
    warehouse.write_platform(sorted({schema_of(n) for n in range(count)}), roles)


def timed_plan(warehouse: Warehouse) -> tuple[float, float, int]:
    """Wall time, time to the first byte of output, and peak memory of one plan."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [str(warehouse.program), "plan", "--summary"], cwd=warehouse.folder,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    assert process.stdout
    os.read(process.stdout.fileno(), 1)
    first = time.perf_counter() - started
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    code = process.returncode = os.waitstatus_to_exitcode(status)
    # Some changes take rights away, which the policy refuses: the plan is complete all the same.
    if code not in (0, 3):
        raise Failed(f"weir plan exited {code}:\n{output.decode(errors='replace')[-2000:]}")
    return wall, first, usage.ru_maxrss * 1024


def plan_figures(program: Path, count: int) -> Iterator[str]:
    name = f"plan.{count}"
    warehouse = Warehouse(program, "plan")
    try:
        write_wanted(warehouse, count)
        warehouse.up()
        script = warehouse.folder / "live.sql"
        script.write_text(live_script(count), encoding="utf-8")
        warehouse.psql("-f", str(script))
        catalog = ["-v", f"out={warehouse.folder}/catalog.txt"]
        catalog += ["-f", str(ROOT / "Tests/Benchmarks/catalog.sql")]
        runs, reads = [], []
        for _ in range(7):
            runs.append(timed_plan(warehouse))
            reads.append(warehouse.psql(*catalog))
        wall, read = statistics.median(r[0] for r in runs), statistics.median(reads)
        yield f"{name}.wall {wall:.4g} s"
        yield f"{name}.first_output {statistics.median(r[1] for r in runs):.4g} s"
        yield f"{name}.memory {max(r[2] for r in runs) / 1e6:.1f} MB"
        yield f"{name}.psql {read:.4g} s"
        yield f"{name}.ratio_to_psql {wall / read:.4g} x"
        if os.environ.get("WEIR_PEERS"):
            yield from migra_ratio(name, wall, count, Path(os.environ["WEIR_PEERS"]))
    finally:
        warehouse.remove()


def migra_ratio(name: str, wall: float, count: int, peers: Path) -> Iterator[str]:
    """The peers' scripts make tables of their own, of the same size."""
    with tempfile.TemporaryDirectory(prefix="weir-peers-", dir="/tmp") as work:
        os.chmod(work, 0o755)
        results = Path(work) / "results.jsonl"
        environment = {
            **os.environ, "PEERS_WORK": work, "PEERS": "migra", "REPS": "1",
            "RESULTS": str(results), "PEERS_PYTHON": sys.executable,
        }  # fmt: skip
        command = ["bash", str(peers / "run_plan.sh"), str(count)]
        done = subprocess.run(command, env=environment, cwd=work, capture_output=True, text=True)
        stop = f". '{peers}/lib.sh'; pg_stop"
        subprocess.run(["bash", "-c", stop], env=environment, check=False, capture_output=True)
        if done.returncode:
            raise Failed(f"{command[1]} ended with {done.returncode}: {done.stderr[-500:]}")
        for line in results.read_text().splitlines():
            result = json.loads(line)
            yield f"{name}.migra {result['wall_s']:.4g} s"
            yield f"{name}.ratio_to_migra {result['wall_s'] / wall:.4g} x"


def apply_figures(program: Path, count: int) -> Iterator[str]:
    """As many tables as statements, made anew each time."""
    name = f"apply.{count}"
    warehouse = Warehouse(program, "apply")
    try:
        plain = [(column, kind) for column, kind, _ in COLUMNS]
        for number in range(count // 4):
            warehouse.write_table(number, plain, f"table {number}")
        schemas = sorted({schema_of(n) for n in range(count // 4)})
        warehouse.write_platform(schemas, {})
        warehouse.up()
        run_once([str(program), "plan", "--out", "bench.plan"], warehouse.folder)
        plan = json.loads((warehouse.folder / "bench.plan").read_text(encoding="utf-8"))
        statements = [s for step in plan["steps"] for s in statements_of(step["action"])]
        script = warehouse.folder / "same.sql"
        script.write_text(
            "BEGIN;\n" + ";\n".join(statements) + ";\nCOMMIT;\n", encoding="utf-8"
        )
        forget = "DROP SCHEMA IF EXISTS weir CASCADE"
        applies, scripts = [], []

        def prepare() -> None:
            """The same for both: a checkpoint that falls into one of them makes it a third slower."""
            # One transaction may not drop more than its locks have room for.
            for schema in schemas:
                warehouse.psql("-c", f"DROP SCHEMA IF EXISTS {schema} CASCADE")
            warehouse.psql("-c", forget)
            warehouse.psql("-c", "CHECKPOINT")
            run_once([str(program), "plan", "--out", "bench.plan"], warehouse.folder)

        for _ in range(5):
            prepare()
            applies.append(
                run_once([str(program), "apply", "bench.plan"], warehouse.folder).wall_seconds
            )
            prepare()
            scripts.append(warehouse.psql("-f", str(script)))
        wall, read = statistics.median(applies), statistics.median(scripts)
        yield f"{name}.statements {len(statements)} statements"
        yield f"{name}.wall {wall:.4g} s"
        yield f"{name}.psql {read:.4g} s"
        yield f"{name}.ratio_to_psql {wall / read:.4g} x"
    finally:
        warehouse.remove()


def statements_of(action: dict) -> list[str]:
    for value in action.values():
        if isinstance(value, dict) and "statements" in value:
            return list(value["statements"])
    return []


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures plans and applies of a warehouse.")
    parser.add_argument("--program", type=Path, required=True, help="the built weir")
    parser.add_argument("names", nargs="*", help="only figures whose names begin so")
    options = parser.parse_args()
    program = options.program.resolve()
    kinds = {"plan.5000": lambda: plan_figures(program, 5000),
             "apply.1000": lambda: apply_figures(program, 1000)}  # fmt: skip
    try:
        for kind, lines in kinds.items():
            if is_named(kind, options.names):
                for line in lines():
                    print(line, flush=True)
    except Failed as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
