#!/usr/bin/env python3
"""Writes a large synthetic project: N transforms in layers, with their tables and checks.

    generate_project.py --transforms 10000 --out FOLDER [--seed 7]

Two fifths clean a raw table each, a fifth joins two of those to a dimension, a fifth makes facts of
three tables, a fifth aggregates facts; twelve columns each. Two thirds of the queries stand in the
YAML, the others in `.sql` files. The same arguments give the same bytes.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

PER_FOLDER = 100
# Name, Weir's type, the type in Spark SQL.
COLUMNS = [
    ("order_id", "long", "bigint"),
    ("customer_id", "long", "bigint"),
    ("product_id", "long", "bigint"),
    ("code", "string", "string"),
    ("label", "string", "string"),
    ("state", "string", "string"),
    ("quantity", "int", "int"),
    ("amount", "decimal(18,2)", "decimal(18,2)"),
    ("price", "decimal(12,4)", "decimal(12,4)"),
    ("is_open", "boolean", "boolean"),
    ("ordered_on", "date", "date"),
    ("changed_at", "timestamp", "timestamp_ntz"),
]
NAMES = [name for name, _, _ in COLUMNS]
SHARES = {"clean": 0.4, "dimension": 0.2, "fact": 0.2, "rollup": 0.2}


def clean(raw: str) -> str:
    casts = ",\n    ".join(f"CAST({name} AS {spark}) AS {name}" for name, _, spark in COLUMNS)
    return f"""WITH raw AS (
  SELECT *
  FROM {raw}
),
typed AS (
  SELECT
    {casts}
  FROM raw
  WHERE order_id IS NOT NULL
),
ranked AS (
  SELECT *, row_number() OVER (PARTITION BY order_id ORDER BY changed_at DESC) AS place
  FROM typed
)
SELECT
  order_id, customer_id, product_id, upper(code) AS code, coalesce(label, 'n/a') AS label,
  CASE WHEN state IN ('new', 'open', 'held', 'closed') THEN state ELSE 'void' END AS state,
  quantity, amount, price, is_open, ordered_on, changed_at
FROM ranked
WHERE place = 1
"""


def dimension(one: str, other: str) -> str:
    return f"""WITH own AS (
  SELECT {", ".join(NAMES)}
  FROM {one}
),
parent AS (
  SELECT order_id, label AS parent_label, price AS parent_price, changed_at AS parent_changed_at
  FROM {other}
  WHERE is_open
)
SELECT
  own.order_id, own.customer_id, own.product_id, own.code,
  own.label || ' / ' || coalesce(parent.parent_label, '-') AS label,
  own.state, own.quantity, own.amount,
  coalesce(parent.parent_price, own.price) AS price,
  own.is_open, own.ordered_on,
  greatest(own.changed_at, parent.parent_changed_at) AS changed_at
FROM own
LEFT JOIN parent ON own.customer_id = parent.order_id
"""


def fact(base: str, first: str, second: str) -> str:
    return f"""WITH base AS (
  SELECT {", ".join(NAMES)}
  FROM {base}
  WHERE ordered_on >= DATE '2020-01-01'
),
enriched AS (
  SELECT
    base.order_id, base.customer_id, base.product_id, base.code, customer.label AS label,
    base.state, base.quantity,
    CAST(base.amount * coalesce(customer.price, 1) AS decimal(18, 2)) AS amount,
    CAST(base.price - coalesce(product.price, 0) AS decimal(12, 4)) AS price,
    base.is_open AND customer.is_open AS is_open,
    base.ordered_on, base.changed_at
  FROM base
  INNER JOIN {first} AS customer ON base.customer_id = customer.order_id
  LEFT JOIN {second} AS product
    ON base.product_id = product.order_id AND product.state <> 'void'
)
SELECT {", ".join(NAMES)}
FROM enriched
"""


def rollup(facts: str, dimensions: str) -> str:
    return f"""WITH sales AS (
  SELECT customer_id, state, quantity, amount, price, is_open, ordered_on, changed_at
  FROM {facts}
),
grouped AS (
  SELECT
    customer_id, state, date_trunc('month', ordered_on) AS month,
    sum(quantity) AS quantity, sum(amount) AS amount, avg(price) AS price, count(*) AS rows,
    max(changed_at) AS changed_at
  FROM sales
  WHERE is_open
  GROUP BY customer_id, state, date_trunc('month', ordered_on)
)
SELECT
  grouped.customer_id AS order_id, grouped.customer_id, customer.product_id, customer.code,
  customer.label, grouped.state, CAST(grouped.quantity AS int) AS quantity,
  CAST(grouped.amount AS decimal(18, 2)) AS amount,
  CAST(grouped.price AS decimal(12, 4)) AS price, grouped.rows > 10 AS is_open,
  CAST(grouped.month AS date) AS ordered_on, grouped.changed_at
FROM grouped
INNER JOIN {dimensions} AS customer ON grouped.customer_id = customer.order_id
"""


PLATFORM = """kind: platform
name: large
---
kind: environment
name: local
lake: { catalog: embedded }
warehouse:
  dialect: postgresql
  connection: { embedded: warehouse }
engine: { type: duckdb }
state: { connection: { embedded: state } }
---
kind: lake_namespace
name: raw
manage: authoritative
---
kind: lake_namespace
name: clean
manage: authoritative
---
kind: lake_namespace
name: marts
manage: authoritative
---
kind: lake_namespace
name: reports
manage: authoritative
---
kind: schedule
name: nightly
cron: "0 3 * * *"
select: ["*"]
"""


def column_lines(indent: str) -> str:
    lines = []
    for name, weir, _ in COLUMNS:
        required = ", required: true" if name == "order_id" else ""
        quoted = f'"{weir}"' if "(" in weir else weir
        lines.append(f"{indent}- {{ name: {name}, type: {quoted}{required} }}\n")
    return "".join(lines)


class Project:
    """The folder being written."""

    def __init__(self, out: Path) -> None:
        self._specs = out / "specs"
        self.files = 0

    def write(self, path: str, text: str) -> None:
        target = self._specs / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        self.files += 1

    def add_source(self, number: int, tables: list[str]) -> None:
        text = f"kind: source\nname: desk_{number:03d}\ntype: postgres\n"
        text += "connection: { embedded: desk }\nstreams:\n"
        for table in tables:
            text += f"  - name: {table}\n    table: public.{table}\n    key: [order_id]\n"
            text += f"    lands: raw.{table}\n    columns:\n" + column_lines("      ")
        for table in tables:
            text += f"---\nkind: lake_table\nname: raw.{table}\ncolumns_from: desk_{number:03d}.{table}\n"
        self.write(f"sources/desk_{number:03d}.yaml", text)

    def add_transform(self, layer: str, number: int, name: str, sql: str) -> None:
        namespace, table = name.split(".")
        stem = f"{layer}/{number // PER_FOLDER:03d}/{table}"
        text = f"kind: lake_table\nname: {name}\ndoc: Made by the transform of the same name.\n"
        text += "owner: orders\ncolumns:\n" + column_lines("  ")
        text += f"---\nkind: transform\nname: {name}\ntarget: {name}\nowner: orders\n"
        if number % 3 == 2:
            text += f"sql_file: {table}.sql\n"
            self.write(f"{stem}.sql", sql)
        else:
            text += "sql: |\n" + "".join(f"  {line}\n" for line in sql.splitlines())
        text += "checks:\n  - { rule: not_null, columns: [order_id] }\n"
        text += "  - { rule: unique, columns: [order_id] }\n"
        text += "  - { rule: accepted, column: state, values: [new, open, held, closed, void] }\n"
        self.write(f"{stem}.yaml", text)


def generate(transforms: int, out: Path, seed: int) -> int:
    rng = random.Random(seed)
    counts = {layer: max(1, int(transforms * share)) for layer, share in SHARES.items()}
    counts["rollup"] += transforms - sum(counts.values())
    project = Project(out)
    project.write("platform.yaml", PLATFORM)
    names = {
        "raw": [f"raw.orders_{n:05d}" for n in range(counts["clean"])],
        "clean": [f"clean.orders_{n:05d}" for n in range(counts["clean"])],
        "dimension": [f"marts.customer_{n:05d}" for n in range(counts["dimension"])],
        "fact": [f"marts.sale_{n:05d}" for n in range(counts["fact"])],
        "rollup": [f"reports.monthly_{n:05d}" for n in range(counts["rollup"])],
    }
    tables = [name.split(".")[1] for name in names["raw"]]
    for start in range(0, len(tables), PER_FOLDER):
        project.add_source(start // PER_FOLDER, tables[start : start + PER_FOLDER])
    for number, name in enumerate(names["clean"]):
        project.add_transform("clean", number, name, clean(names["raw"][number]))
    for number, name in enumerate(names["dimension"]):
        sql = dimension(rng.choice(names["clean"]), rng.choice(names["clean"]))
        project.add_transform("dimensions", number, name, sql)
    for number, name in enumerate(names["fact"]):
        sql = fact(rng.choice(names["clean"]), *(rng.choice(names["dimension"]) for _ in range(2)))
        project.add_transform("facts", number, name, sql)
    for number, name in enumerate(names["rollup"]):
        sql = rollup(rng.choice(names["fact"]), rng.choice(names["dimension"]))
        project.add_transform("reports", number, name, sql)
    return project.files


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes a large synthetic project.")
    parser.add_argument("--transforms", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    files = generate(options.transforms, options.out, options.seed)
    print(f"{files} files")


if __name__ == "__main__":
    main()
