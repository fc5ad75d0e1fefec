#!/usr/bin/env python3
"""Computes the numbers of the example straight from its CSV files, with nothing of Weir in between.

    example/verify.py                          a JSON report of what the lake and the star must hold
    example/verify.py --format csv             flights and delays of each carrier and month
    example/verify.py --check FILE [--carrier UA]
        compares a CSV of query results, one row a carrier: columns carrier, flights and, where
        present, cancelled, arrived, total_arrival_delay, average_arrival_delay; exits 1 if a row
        differs, is missing or is too much. With a column month, one row a carrier and month.

`--since` and `--until` (a day, half open) say which flights count; January 2013 without them.
Standard library only.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import signal
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data" / "nycflights13"
FACT_KEY = ("year", "month", "day", "carrier", "flight", "origin", "sched_dep_time")

Row = dict[str, str | None]


def read(name: str) -> Iterator[Row]:
    with gzip.open(DATA / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {column: None if value == "NA" else value for column, value in row.items()}


def day_of(row: Row) -> str:
    return f"{row['year']}-{row['month']:0>2}-{row['day']:0>2}"


def flights_between(since: str, until: str) -> list[Row]:
    return [row for row in read("flights") if since <= day_of(row) < until]


def sum_of(rows: Iterable[Row], column: str) -> int:
    return sum(int(row[column]) for row in rows if row[column] is not None)


def count_of(rows: Iterable[Row], column: str) -> int:
    return sum(1 for row in rows if row[column] is not None)


def delay_band(row: Row) -> str:
    if row["dep_time"] is None:
        return "cancelled"
    minutes = int(row["arr_delay"] or row["dep_delay"])
    return "on time" if minutes <= 15 else "late" if minutes <= 60 else "very late"


@dataclass(frozen=True)
class Delays:
    """What an aggregate of flights holds."""

    flights: int
    cancelled: int
    arrived: int
    total_arrival_delay: int

    @classmethod
    def of(cls, rows: list[Row]) -> Delays:
        return cls(
            flights=len(rows),
            cancelled=len(rows) - count_of(rows, "dep_time"),
            arrived=count_of(rows, "arr_delay"),
            total_arrival_delay=sum_of(rows, "arr_delay"),
        )

    @property
    def average_arrival_delay(self) -> Fraction | None:
        return Fraction(self.total_arrival_delay, self.arrived) if self.arrived else None

    def columns(self) -> dict[str, int | float | None]:
        average = self.average_arrival_delay
        return vars(self) | {"average_arrival_delay": None if average is None else float(average)}


def grouped(rows: Iterable[Row], key: Callable[[Row], tuple[str, ...]]) -> dict[tuple, Delays]:
    groups: dict[tuple, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return {name: Delays.of(groups[name]) for name in sorted(groups)}


def by_carrier(row: Row) -> tuple[str, ...]:
    return (row["carrier"],)


def by_month_and_carrier(row: Row) -> tuple[str, ...]:
    return (day_of(row)[:7] + "-01", row["carrier"])


def report(since: str, until: str) -> dict:
    """Everything that a fact, its dimensions and the lake below can be compared with."""
    flights = flights_between(since, until)
    airports = {row["faa"] for row in read("airports")}
    planes = {row["tailnum"] for row in read("planes")}
    weather = {(row["origin"], row["time_hour"]): row for row in read("weather")}
    missing = Counter(row["dest"] for row in flights if row["dest"] not in airports)
    observed = [weather.get((row["origin"], row["time_hour"]), {}) for row in flights]
    return {
        "since": since,
        "until": until,
        "flights": len(flights),
        "distinct_flights": len({tuple(row[c] for c in FACT_KEY) for row in flights}),
        "days": len({day_of(row) for row in flights}),
        "sums": {
            "departure_delay": sum_of(flights, "dep_delay"),
            "arrival_delay": sum_of(flights, "arr_delay"),
            "air_time": sum_of(flights, "air_time"),
            "distance": sum_of(flights, "distance"),
        },
        "counts": {
            "cancelled": len(flights) - count_of(flights, "dep_time"),
            "departure_delay": count_of(flights, "dep_delay"),
            "arrival_delay": count_of(flights, "arr_delay"),
            "air_time": count_of(flights, "air_time"),
            "without_tailnum": len(flights) - count_of(flights, "tailnum"),
            "unknown_aircraft": sum(row["tailnum"] not in planes for row in flights),
            "missing_destination": missing.total(),
            "with_weather": sum(bool(row) for row in observed),
            "with_temperature": sum(row.get("temp") is not None for row in observed),
        },
        "missing_destinations": dict(sorted(missing.items())),
        "delay_bands": dict(sorted(Counter(map(delay_band, flights)).items())),
        "origins": dict(sorted(Counter(row["origin"] for row in flights).items())),
        "rows": {name: sum(1 for _ in read(name)) for name in ("airlines", "airports", "planes")}
        | {"weather": sum(since <= day_of(row) < until for row in weather.values())},
        "carriers": {
            name: delays.columns() for (name,), delays in grouped(flights, by_carrier).items()
        },
        "carrier_months": [
            {"month": month, "carrier": carrier} | delays.columns()
            for (month, carrier), delays in grouped(flights, by_month_and_carrier).items()
        ],
    }


def write_csv(since: str, until: str) -> None:
    groups = grouped(flights_between(since, until), by_month_and_carrier)
    writer = None
    for (month, carrier), delays in groups.items():
        row = {"month": month, "carrier": carrier} | delays.columns()
        if writer is None:
            writer = csv.DictWriter(sys.stdout, list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow(row)


def agrees(text: str, expected: Fraction | int | None) -> bool:
    """Whether a printed number is `expected`, to the digits it was printed with."""
    if expected is None or text in ("", "NULL", "null"):
        return expected is None and text in ("", "NULL", "null")
    printed = Decimal(text)
    step = Fraction(Decimal(1).scaleb(printed.as_tuple().exponent))
    # A sum of doubles may be off in its last digits.
    return abs(Fraction(printed) - expected) <= max(step / 2, Fraction(1, 10**9))


def differences(rows: list[dict[str, str]], expected: dict[tuple, Delays]) -> list[str]:
    """What a table of results says otherwise than the CSV files, one line each."""
    left = dict(expected)
    found = []
    for row in rows:
        key = (row["month"][:10], row["carrier"]) if "month" in row else (row["carrier"],)
        name = " ".join(key)
        delays = left.pop(key, None)
        if delays is None:
            found.append(f"{name}: there should be no such row, or only one")
            continue
        for column in (*vars(delays), "average_arrival_delay"):
            if column in row and not agrees(row[column], getattr(delays, column)):
                wanted = delays.columns()[column]
                found.append(f"{name}: {column} is {row[column]}, and should be {wanted}")
    return found + [f"{' '.join(key)}: the row is missing" for key in left]


def check(path: str, since: str, until: str, carrier: str | None) -> int:
    with sys.stdin if path == "-" else open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    flights = flights_between(since, until)
    flights = [row for row in flights if carrier in (None, row["carrier"])]
    monthly = bool(rows) and "month" in rows[0]
    expected = grouped(flights, by_month_and_carrier if monthly else by_carrier)
    found = differences(rows, expected)
    for line in found:
        print(line, file=sys.stderr)
    if not found:
        print(f"{len(rows)} rows agree with the CSV files, {len(flights)} flights in all")
    return 1 if found else 0


def main() -> int:
    parser = argparse.ArgumentParser(description="Computes the example's numbers from CSV.")
    parser.add_argument("--since", default="2013-01-01", help="the first day (2013-01-01)")
    parser.add_argument("--until", default="2013-02-01", help="the day after the last (2013-02-01)")
    parser.add_argument("--format", choices=["json", "csv"], default="json")
    parser.add_argument("--check", metavar="FILE", help="a CSV of results; - is standard input")
    parser.add_argument("--carrier", help="with --check: only this carrier's rows are expected")
    options = parser.parse_args()
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    if options.check:
        return check(options.check, options.since, options.until, options.carrier)
    if options.format == "csv":
        write_csv(options.since, options.until)
    else:
        json.dump(report(options.since, options.until), sys.stdout, indent=2)
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
