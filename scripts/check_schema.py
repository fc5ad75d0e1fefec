#!/usr/bin/env python3
"""Holds the JSON Schema of specs to all specs of this repository, with python-jsonschema.

Every document without a mistake, and every document whose mistakes are the compiler's business, must be
valid. Every document with a mistake that a schema can see (an unknown kind, key or word, a missing key, a
value of the wrong type) must not be. What is wrong where is said by the comments of the fixtures
(`# expect: WR0102`). Further folders can be named as arguments. Needs jsonschema and PyYAML, which
`scripts/setup.sh --test` installs.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import jsonschema
import yaml

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = ROOT / "specs/weir.schema.json"
FOLDERS = ["specs", "Tests/Fixtures"]

# What a schema can see, and what it may see or not.
VISIBLE = {"WR0101", "WR0102", "WR0103", "WR0104", "WR0105", "WR0106"}
PERHAPS = re.compile(r"WR01\d\d")
BROKEN = re.compile(r"WR00\d\d")

EXPECTED = re.compile(r"#\s*expect(?:@(none|[+-]\d+))?:\s*(WR\d{4}(?:\s*,\s*WR\d{4})*)")


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2's core schema, in which 'no' and dates are texts."""

    yaml_implicit_resolvers: dict = {}


for tag, pattern, first in [
    ("merge", r"<<", "<"),
    ("null", r"~|null|Null|NULL|", "~nN\0"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
]:
    letters = [""] + list(first) if tag == "null" else list(first)
    CoreLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), letters
    )
CoreLoader.add_constructor(
    "tag:yaml.org,2002:int",
    lambda loader, node: int(node.value, 0 if node.value[:2] in ("0x", "0o") else 10),
)


def expected(text: str) -> dict[int, set[str]]:
    """The codes that the comments of a file ask for, by line from 0."""
    codes: dict[int, set[str]] = {}
    for number, line in enumerate(text.split("\n")):
        match = EXPECTED.search(line)
        if match and match[1] != "none":
            codes.setdefault(number + int(match[1] or 0), set()).update(
                re.split(r"\s*,\s*", match[2])
            )
    return codes


def documents(text: str):
    """The documents of a file, each with its value and its lines."""
    loader = CoreLoader(text)
    while loader.check_node():
        node = loader.get_node()
        value = loader.construct_document(node)
        yield value, range(node.start_mark.line, node.end_mark.line + 1)


def main() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    counts = {"valid": 0, "invalid": 0}
    failures: list[str] = []
    paths = sorted(p for folder in FOLDERS + sys.argv[1:] for p in (ROOT / folder).rglob("*.yaml"))
    for path in paths:
        text = path.read_bytes().decode("utf-8", errors="replace").replace("\r\n", "\n")
        codes = expected(text)
        if any(BROKEN.fullmatch(code) for found in codes.values() for code in found):
            continue
        for value, lines in documents(text):
            if value is None:
                continue
            found = set().union(*(codes.get(line, set()) for line in lines))
            if isinstance(value, dict) and "extends" in value:
                # What is missing may stand in the environment that it extends.
                found -= {"WR0103"}
            error = next(iter(validator.iter_errors(value)), None)
            place = f"{path}:{lines.start + 1}"
            if found & VISIBLE:
                counts["invalid"] += 1
                if error is None:
                    failures.append(f"{place}: valid, but it should not be: {sorted(found)}")
            elif not any(PERHAPS.fullmatch(code) for code in found):
                counts["valid"] += 1
                if error is not None:
                    best = jsonschema.exceptions.best_match(validator.iter_errors(value))
                    failures.append(f"{place}: not valid: {best.json_path}: {best.message[:300]}")
    print("\n".join(failures))
    print(f"{counts['valid']} valid and {counts['invalid']} invalid documents")
    if failures or not all(count > 20 for count in counts.values()):
        sys.exit(1)


if __name__ == "__main__":
    main()
