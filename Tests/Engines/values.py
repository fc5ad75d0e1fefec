"""Results of different engines, brought to one form that JSON can keep, and compared."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal, InvalidOperation


# DuckDB divides decimals in floating point, which keeps 14 digits or more.
DECIMAL_SLACK = Decimal("1e-13")


def plain(value):
    """A value as it is recorded: JSON, with a word for the type where JSON has none."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return {"double": repr(value)}
    if isinstance(value, Decimal):
        return {"decimal": f"{value:f}"}
    if isinstance(value, datetime):
        if value.tzinfo is None:
            return {"timestamp": value.isoformat(sep=" ")}
        return {"instant": value.astimezone(timezone.utc).replace(tzinfo=None).isoformat(sep=" ")}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, (time, timedelta)):
        return {"other": str(value)}
    if isinstance(value, (bytes, bytearray, memoryview)):
        return {"binary": bytes(value).hex()}
    if isinstance(value, dict):
        pairs = [[plain(key), plain(item)] for key, item in value.items()]
        return {"map": sorted(pairs, key=repr)}
    if hasattr(value, "asDict"):
        return {"struct": [plain(item) for item in value]}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return str(value)


def is_same(expected, actual) -> bool:
    """Whether two recorded values mean the same; `actual` may be less exactly typed."""
    if expected is None or actual is None:
        return expected is None and actual is None
    if isinstance(expected, bool) or isinstance(actual, bool):
        return expected is actual
    if isinstance(expected, list):
        return (
            isinstance(actual, list)
            and len(expected) == len(actual)
            and all(map(is_same, expected, actual))
        )
    if is_number(expected):
        return are_same_numbers(expected, actual)
    if isinstance(expected, dict):
        ((kind, content),) = expected.items()
        if kind in ("date", "timestamp", "instant"):
            return instant(content) == instant(text_of(actual))
        if kind == "struct":
            fields = actual.get("struct") if isinstance(actual, dict) else None
            if fields is None and isinstance(actual, dict) and "map" in actual:
                fields = [item for _, item in actual["map"]]
                return sorted(map(repr, fields)) == sorted(map(repr, content))
            return fields is not None and is_same(content, fields)
        if kind == "map":
            pairs = actual.get("map") if isinstance(actual, dict) else None
            if pairs is None and isinstance(actual, dict) and "struct" in actual:
                # Python's DuckDB gives a structure as what it gives a map as.
                return is_same([item for _, item in content], actual["struct"])
            return pairs is not None and is_same(content, pairs)
        if kind == "binary":
            return content == text_of(actual).removeprefix("\\x")
        return days(content) == days(text_of(actual))
    if isinstance(expected, str) and isinstance(actual, dict):
        return instant(expected) == instant(text_of(actual))
    return expected == actual


def is_number(value) -> bool:
    if isinstance(value, dict):
        return "double" in value or "decimal" in value
    return isinstance(value, int) and not isinstance(value, bool)


def are_same_numbers(expected, actual) -> bool:
    a, b = number(expected), number(actual)
    if a is None or b is None:
        return False
    is_double = [isinstance(v, dict) and "double" in v for v in (expected, actual)]
    if not any(is_double):
        return a == b or a.is_finite() and b.is_finite() and abs(a - b) <= abs(a) * DECIMAL_SLACK
    x, y = float(a), float(b)
    return (math.isnan(x) and math.isnan(y)) or math.isclose(x, y, rel_tol=1e-9, abs_tol=1e-12)


def number(value) -> Decimal | None:
    try:
        return Decimal(text_of(value))
    except InvalidOperation:
        return None


def text_of(value) -> str:
    if isinstance(value, dict) and len(value) == 1:
        return str(next(iter(value.values())))
    return str(value)


def instant(text: str) -> datetime | str:
    """A date or time as a time; UTC where it names no zone."""
    try:
        found = datetime.fromisoformat(re.sub(r"([+-]\d\d)$", r"\1:00", text))
    except ValueError:
        return text
    return found.astimezone(timezone.utc).replace(tzinfo=None) if found.tzinfo else found


def days(text: str) -> str:
    """An interval as Python writes it or as PostgreSQL does, if it is of whole days."""
    found = re.fullmatch(r"(-?\d+) days?(?:, 0:00:00)?|(?:0:00:00|00:00:00)", text)
    return (found[1] or "0") if found else text


def first_difference(expected: list, actual: list, is_ordered: bool) -> str | None:
    """What differs first between two lists of rows; nil when nothing does."""
    if len(expected) != len(actual):
        return f"{len(expected)} rows expected, {len(actual)} came; first {actual[:1]}"
    if not is_ordered:
        return unordered_difference(expected, actual)
    for index, (wanted, row) in enumerate(zip(expected, actual)):
        if not is_same(wanted, row):
            return row_difference(index, wanted, row)
    return None


def row_difference(index: int, wanted: list, row: list) -> str:
    if len(wanted) != len(row):
        return f"row {index}: {len(wanted)} columns expected, {len(row)} came"
    place = next(i for i, pair in enumerate(zip(wanted, row)) if not is_same(*pair))
    return f"row {index} column {place + 1}: {wanted[place]!r} expected, {row[place]!r} came"


def unordered_difference(expected: list, actual: list) -> str | None:
    rest = list(actual)
    for index, wanted in enumerate(expected):
        match = next((i for i, row in enumerate(rest) if is_same(wanted, row)), None)
        if match is None:
            return f"row {index} is missing: {wanted!r}; left are {rest[:2]!r}"
        del rest[match]
    return None
