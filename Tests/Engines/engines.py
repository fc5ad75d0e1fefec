"""The engines that can be run here. Each loads the tables of a collection and runs queries."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

import duckdb

from values import plain

HERE = Path(__file__).resolve().parent


class Failure(str):
    """What an engine said instead of rows."""


def duckdb_type(word: str) -> str:
    word = re.sub(r"list<(.*)>", r"\1[]", word)
    if inner := re.fullmatch(r"struct<(.*)>", word):
        fields = [field.split(":") for field in inner[1].split(",")]
        return "struct(" + ", ".join(f"{name} {duckdb_type(of)}" for name, of in fields) + ")"
    if inner := re.fullmatch(r"map<(.*),(.*)>", word):
        return f"map({duckdb_type(inner[1])}, {duckdb_type(inner[2])})"
    return word.replace("string", "varchar").replace("long", "bigint")


class DuckDB:
    """DuckDB in this process; it also writes the files that the others load."""

    def __init__(self, collections: dict) -> None:
        self.connection = duckdb.connect()
        self.connection.execute("SET TimeZone = 'UTC'")
        for schema, tables in collections.items():
            self.connection.execute(f"CREATE SCHEMA {schema}")
            for name, (columns, rows) in tables.items():
                self.load(f"{schema}.{name}", columns, rows)

    def load(self, table: str, columns: list, rows: list) -> None:
        typed = ", ".join(f'"{name}" {duckdb_type(word)}' for name, word in columns)
        self.connection.execute(f"CREATE TABLE {table} ({typed})")
        if len(rows) < 100:
            marks = ", ".join("?" * len(columns))
            for row in rows:
                self.connection.execute(f"INSERT INTO {table} VALUES ({marks})", mapped(row, columns))
            return
        with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="") as file:
            csv.writer(file).writerows(rows)
            file.flush()
            self.connection.execute(f"COPY {table} FROM '{file.name}' (FORMAT csv, HEADER false)")

    def export(self, table: str, path: Path, form: str, only: str = "*") -> None:
        self.connection.execute(f"COPY (SELECT {only} FROM {table}) TO '{path}' (FORMAT {form})")

    def without_zones(self, text: str) -> str:
        """The query with its instants as the clock shows them in UTC: Python needs nothing more then."""
        types = [str(row[1]) for row in self.connection.execute(f"DESCRIBE {text}").fetchall()]
        if "TIMESTAMP WITH TIME ZONE" not in types:
            return text
        names = [f"c{index}" for index in range(len(types))]
        items = [
            f"CAST({name} AS timestamp)" if kind == "TIMESTAMP WITH TIME ZONE" else name
            for name, kind in zip(names, types)
        ]
        return f"SELECT {', '.join(items)} FROM (\n{text}\n) AS result ({', '.join(names)})"

    def run(self, queries: dict[str, str]) -> dict:
        results = {}
        for name, text in queries.items():
            try:
                rows = self.connection.execute(self.without_zones(text)).fetchall()
                results[name] = [[plain(value) for value in row] for row in rows]
            except Exception as problem:  # whatever the engine says is the result
                results[name] = Failure(str(problem).split("\n")[0])
        return results


def mapped(row: tuple, columns: list) -> list:
    """A row as DuckDB takes it: a map is given as its keys and values."""
    return [
        duckdb.Value(value, duckdb_type(word)) if word.startswith(("map", "struct")) else value
        for value, (_, word) in zip(row, columns)
    ]


class PostgreSQL:
    """A private server in a folder of its own, which goes with it."""

    def __init__(self, collections: dict, source: DuckDB) -> None:
        binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
        if not binaries:
            sys.exit("There is no PostgreSQL server to compare with: run scripts/setup.sh.")
        self.binaries = binaries[-1]
        self.folder = Path(tempfile.mkdtemp(prefix="weir-engines-"))
        self.prefix = []
        if os.geteuid() == 0:
            self.prefix = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
            shutil.chown(self.folder, "postgres", "postgres")
        # It serves on a socket in its folder and nowhere else, to whoever may enter the folder.
        self.server("initdb", "-U", "weir", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off"
        log = str(self.folder / "log")
        self.server("pg_ctl", "-w", "-l", log, "start", "-o", options + " -c TimeZone=UTC")
        self.load(collections, source)

    def server(self, program: str, *arguments: str) -> None:
        command = [*self.prefix, str(self.binaries / program), "-D", str(self.folder / "data")]
        subprocess.run(
            [*command, *arguments], check=True, stdin=subprocess.DEVNULL, cwd="/",
            stdout=subprocess.DEVNULL)  # fmt: skip

    def psql(self, script: str) -> str:
        command = ["psql", "-X", "-qAt", "-h", str(self.folder), "-U", "weir", "-d", "postgres"]
        done = subprocess.run(
            command, input=script, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.stdout

    def load(self, collections: dict, source: DuckDB) -> None:
        script = []
        for schema, tables in collections.items():
            script.append(f"CREATE SCHEMA {schema};")
            for name, (columns, _) in tables.items():
                typed = ", ".join(f'"{column}" {postgresql_type(word)}' for column, word in columns)
                script.append(f"CREATE TABLE {schema}.{name} ({typed});")
                path = self.folder / f"{schema}.{name}.csv"
                only = ", ".join(postgresql_value(column, word) for column, word in columns)
                source.export(f"{schema}.{name}", path, "csv, HEADER false, NULLSTR '\\N'", only)
                script.append(
                    f"\\copy {schema}.{name} FROM '{path}' (FORMAT csv, NULL '\\N')"
                )
        said = self.psql("\n".join(script))
        if "ERROR" in said:
            sys.exit(f"PostgreSQL took not all tables: {said}")

    def run(self, queries: dict[str, str]) -> dict:
        script = ["SET TimeZone = 'UTC';", "SET statement_timeout = '60s';"]
        for name, text in queries.items():
            script.append(f"\\echo @@{name}")
            script.append(f"SELECT row_to_json(result) FROM (\n{text}\n) AS result;")
        results = {}
        for part in re.split(r"^@@", self.psql("\n".join(script)), flags=re.MULTILINE)[1:]:
            name, _, body = part.partition("\n")
            lines = body.split("\n")
            problem = next((line for line in lines if "ERROR:" in line), None)
            if problem and not body.startswith("{"):
                results[name] = Failure(problem)
            else:
                results[name] = [row(line) for line in lines if line.startswith("{")]
        return results

    def stop(self) -> None:
        self.server("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


def row(line: str) -> list:
    pairs = json.loads(line, object_pairs_hook=Pairs, parse_float=Decimal)
    return [json_value(value) for _, value in pairs]


class Pairs(list):
    """An object of JSON, its keys in order and perhaps twice."""


def json_value(value):
    if isinstance(value, Pairs):
        return {"map": [[key, json_value(item)] for key, item in value]}
    if isinstance(value, list):
        return [json_value(item) for item in value]
    return plain(value)


def postgresql_type(word: str) -> str:
    if word.startswith(("map", "struct")):
        return "jsonb"
    word = re.sub(r"list<(.*)>", r"\1[]", word)
    words = {"string": "text", "long": "bigint", "double": "double precision"}
    for ours, theirs in words.items():
        word = word.replace(ours, theirs)
    return word


def postgresql_value(column: str, word: str) -> str:
    if word.startswith("list"):
        # '{1,NULL,"a"}'
        inner = f"CASE WHEN one IS NULL THEN 'NULL' ELSE '\"' || one || '\"' END"
        return (
            f"CASE WHEN {column} IS NOT NULL THEN '{{' || array_to_string("
            f"list_transform({column}, lambda one: {inner}), ',') || '}}' END"
        )
    if word.startswith(("map", "struct")):
        return f"to_json({column})"
    return f'"{column}"'


class Spark:
    """Spark itself, in a Python of its own that has PySpark."""

    def __init__(self, python: str, collections: dict, source: DuckDB) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="weir-spark-"))
        tables = {}
        for schema, of_schema in collections.items():
            for name in of_schema:
                path = self.folder / f"{schema}.{name}.parquet"
                source.export(f"{schema}.{name}", path, "parquet")
                tables[f"{schema}.{name}"] = str(path)
        # It runs in another folder.
        self.python = str(Path(python).absolute())
        self.tables = tables
        # Of the columns of all queries that ran, by the queries' names.
        self.types: dict[str, list[str]] = {}

    def run(self, queries: dict[str, str]) -> dict:
        asked = self.folder / "queries.json"
        told = self.folder / "results.json"
        asked.write_text(json.dumps({"tables": self.tables, "queries": queries}))
        environment = {**os.environ, "TZ": "UTC"}
        with open(self.folder / "log", "w") as log:
            subprocess.run(
                [self.python, str(HERE / "spark_side.py"), str(asked), str(told)], check=True,
                env=environment, stderr=log, cwd=self.folder)  # fmt: skip
        results = json.loads(told.read_text())
        self.types |= {name: result["types"] for name, result in results.items() if "types" in result}
        return {
            name: Failure(result["failure"]) if "failure" in result else result["rows"]
            for name, result in results.items()
        }

    def stop(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
