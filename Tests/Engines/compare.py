#!/usr/bin/env python3
"""Whether queries that Weir prints for an engine give the rows that the originals give on Spark.

    compare.py                       DuckDB and PostgreSQL against the recorded results
    compare.py --spark PYTHON        the same, and Spark: the originals again, and what is printed for it
    compare.py --spark PYTHON --record   write the results of the originals to expected/
    compare.py NAME...               only cases whose names contain one of these

A query is a file under Tests/Fixtures/engines/COLLECTION/queries. Lines of comment direct the comparison:

    -- unsupported: postgresql       must be a compile error for that dialect, and must not be for others
    -- order: any                    the query orders no rows, or not all of them
    -- from: redshift                its dialect, when it is not Spark's. The recorded rows come from that
                                     engine where it can be run, else from what is printed for Spark
    -- types: differ                 a column has another type in Spark
With Spark, the types of the columns are compared too. Prints a line for each difference and a count; exits 1 when there is any.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from column_types import found_types, spec_word
from engines import DuckDB, Failure, PostgreSQL, Spark
from tables import COLLECTIONS
from values import first_difference

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "Tests/Fixtures/engines"
DIALECTS = ["duckdb", "postgresql", "spark", "trino", "redshift"]
RUN = ["duckdb", "postgresql"]


@dataclass
class Case:
    collection: str
    path: Path
    text: str
    dialect: str = "spark"
    unsupported: set[str] = field(default_factory=set)
    is_ordered: bool = True
    has_types: bool = True
    printed: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.collection}/{self.path.stem}"

    @property
    def expected(self) -> Path:
        return FIXTURES / self.collection / "expected" / f"{self.path.stem}.json"


def read(path: Path) -> Case:
    text = path.read_text()
    case = Case(path.parent.parent.name, path, text)
    for word, value in re.findall(r"^-- ([a-z]+): (.*)$", text, re.MULTILINE):
        if word == "unsupported":
            case.unsupported = set(re.split(r"[, ]+", value.strip()))
        elif word == "order":
            case.is_ordered = False
        elif word == "types":
            case.has_types = False
        elif word == "from":
            case.dialect = value.strip()
        else:
            sys.exit(f"{path}: '{word}' is no direction")
    return case


def print_all(cases: list[Case], weir: str) -> None:
    """Lets the program say every case in every dialect."""
    for collection in COLLECTIONS:
        for origin in sorted({case.dialect for case in cases if case.collection == collection}):
            group = [c for c in cases if c.collection == collection and c.dialect == origin]
            for dialect in DIALECTS:
                print_group(group, collection, origin, dialect, weir)


def print_group(group: list[Case], collection: str, origin: str, dialect: str, weir: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = [str(case.path.relative_to(ROOT)) for case in group]
        command = [weir, "sql", "--project", str(FIXTURES / collection), "--from", origin, "--to",
                   dialect, "--out", folder, *paths]  # fmt: skip
        done = subprocess.run(command, cwd=ROOT, text=True, capture_output=True)
        said = done.stdout + done.stderr
        for case in group:
            path = Path(folder) / case.path.name
            if path.exists():
                case.printed[dialect] = path.read_text()
            else:
                case.problems[dialect] = complaint(said, case.path.name) or said[-300:]


def complaint(said: str, name: str) -> str | None:
    """The diagnostics of one file, on one line."""
    lines = said.splitlines()
    places = [i for i, line in enumerate(lines) if name in line]
    found = [" ".join(lines[max(0, i - 1) : i + 6]) for i in places[:1]]
    return re.sub(r"\s+", " ", found[0])[:400] if found else None


class Report:
    def __init__(self) -> None:
        self.counts: Counter = Counter()
        self.failures = 0

    def equal(self, engine: str) -> None:
        self.counts[f"{engine} equal"] += 1

    def refused(self, engine: str) -> None:
        self.counts[f"{engine} refused"] += 1

    def failed(self, case: Case, engine: str, text: str) -> None:
        self.failures += 1
        self.counts[f"{engine} FAILED"] += 1
        print(f"{case.name} on {engine}: {text}")


def check_refusals(cases: list[Case], report: Report) -> None:
    for case in cases:
        for dialect in DIALECTS:
            is_refused, may_be = dialect in case.problems, dialect in case.unsupported
            if is_refused and may_be:
                report.refused(dialect)
            elif is_refused:
                report.failed(case, dialect, f"does not compile: {case.problems[dialect]}")
            elif may_be:
                report.failed(case, dialect, "compiles, and is said to be unsupported")


def compare(cases: list[Case], engine: str, results: dict, expected: dict, report: Report) -> None:
    """Counts what is equal and says what is not; results under NAME@ are those of the originals."""
    for case in cases:
        for name, what in [(case.name, engine), (f"{case.name}@", f"{engine} original")]:
            if name not in results:
                continue
            wanted, result = expected.get(case.name), results[name]
            if wanted is None:
                report.failed(case, what, "there is no recorded result")
            elif isinstance(result, Failure):
                report.failed(case, what, f"error: {result}")
            elif difference := first_difference(wanted, result, case.is_ordered):
                report.failed(case, what, difference)
            else:
                report.equal(what)


def compare_types(
    cases: list[Case], spark_types: dict[str, list[str]], weir: str, report: Report
) -> None:
    """Holds the types that Weir finds against those of Spark's originals."""
    for collection in COLLECTIONS:
        group = [c for c in cases if c.collection == collection and f"{c.name}@" in spark_types
                 and c.dialect == "spark"]  # fmt: skip
        if not group:
            continue
        found = found_types([c.path for c in group], FIXTURES / collection, ROOT, weir)
        for case in group:
            ours = found[case.path.stem]
            theirs = [spec_word(word) for word in spark_types[f"{case.name}@"]]
            if (ours == theirs) != case.has_types:
                report.failed(case, "types", f"Weir finds {ours}, Spark {theirs}")
            else:
                report.counts["types " + ("equal" if case.has_types else "different")] += 1


def record(cases: list[Case], results: dict, report: Report) -> None:
    for case in cases:
        rows = results.get(case.name)
        if rows is None:
            continue
        if isinstance(rows, Failure):
            report.failed(case, "the original's engine", f"error: {rows}")
            continue
        case.expected.parent.mkdir(exist_ok=True)
        lines = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
        case.expected.write_text(f"[\n{lines}\n]\n" if rows else "[]\n")


def load_expected(cases: list[Case]) -> dict:
    return {
        case.name: json.loads(case.expected.read_text())
        for case in cases
        if case.expected.exists()
    }


def originals(cases: list[Case], engine: str) -> dict[str, str]:
    """What an engine is asked to begin with: its own texts as written, and Spark those of dialects that
    cannot be run here as they are printed for it."""
    texts = {case.name: case.text for case in cases if case.dialect == engine}
    if engine == "spark":
        texts |= {
            case.name: case.printed["spark"]
            for case in cases
            if case.dialect not in [engine, *RUN] and "spark" in case.printed
        }
    return texts


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--spark", metavar="PYTHON", help="a Python with PySpark")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--weir", default=str(ROOT / ".build/debug/weir"))
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    paths = sorted(FIXTURES.glob("*/queries/*.sql"))
    cases = [read(path) for path in paths]
    if options.names:
        cases = [case for case in cases if any(name in case.name for name in options.names)]
    if not cases:
        sys.exit("There are no cases.")
    report = Report()
    collections = {name: make() for name, make in COLLECTIONS.items()}
    print_all(cases, options.weir)
    check_refusals(cases, report)
    duck = DuckDB(collections)
    server = PostgreSQL(collections, duck)
    spark = Spark(options.spark, collections, duck) if options.spark else None
    try:
        engines = {"duckdb": duck, "postgresql": server}
        if spark:
            engines["spark"] = spark
        if options.record:
            for name, engine in engines.items():
                record(cases, engine.run(originals(cases, name)), report)
        expected = load_expected(cases)
        for name, engine in engines.items():
            texts = printed(cases, name)
            if not options.record:
                texts |= {f"{case}@": text for case, text in originals(cases, name).items()}
            compare(cases, name, engine.run(texts), expected, report)
        if spark and not options.record:
            compare_types(cases, spark.types, options.weir, report)
    finally:
        server.stop()
        if spark:
            spark.stop()
    print(f"{len(cases)} cases: " + ", ".join(f"{v} {k}" for k, v in sorted(report.counts.items())))
    return 1 if report.failures else 0


def printed(cases: list[Case], dialect: str) -> dict[str, str]:
    return {case.name: case.printed[dialect] for case in cases if dialect in case.printed}


sys.exit(main())
