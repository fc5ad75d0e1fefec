#!/usr/bin/env python3
"""Gathers what a fuzzer begins with: fuzz_seeds.py NAME FOLDER DICTIONARY.

The seeds are the specs or queries of this repository, whole and document by document; the dictionary has the
keys and words of the language.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SUFFIXES = {"spec": [".yaml"], "sql": [".sql"]}
LARGEST = 8192


def seeds(name: str) -> list[bytes]:
    found: list[bytes] = []
    for folder in ["specs", "Tests/Fixtures"]:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix not in SUFFIXES[name]:
                continue
            data = path.read_bytes()
            pieces = [data] + (data.split(b"\n---\n") if path.suffix == ".yaml" else [])
            found += [piece for piece in pieces if len(piece) <= LARGEST]
    # The first byte of a query chooses one of the five dialects.
    return [bytes([n]) + seed for seed in found for n in range(5)] if name == "sql" else found


def words(value: object, found: set[str]) -> None:
    """The keys and enumerated words of a JSON Schema."""
    if isinstance(value, dict):
        found.update(value.get("properties", {}) if isinstance(value.get("properties"), dict) else ())
        found.update(word for word in value.get("enum", ()) if isinstance(word, str))
        for inner in value.values():
            words(inner, found)
    elif isinstance(value, list):
        for inner in value:
            words(inner, found)


def main() -> None:
    name, folder, dictionary = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    for seed in seeds(name):
        (folder / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    found: set[str] = set()
    if name == "sql":
        found |= set("SELECT FROM WHERE GROUP BY HAVING QUALIFY WINDOW LATERAL VIEW UNNEST PIVOT CASE END".split())
        found |= {"::", "->", "/*+", "$$", "ARRAY[", "INTERVAL '", "OVER (", "EXCEPT (", "s.t", "CAST("}
    if name == "spec":
        words(json.loads((ROOT / "specs/weir.schema.json").read_text(encoding="utf-8")), found)
        found |= {"${var.", "${secret.", "${interval.start}", "<<: *", "&a", "*a", "---", "tag:", "lake:", "wh:"}
    lines = sorted(f'"{word}"' for word in found if '"' not in word and "\\" not in word)
    dictionary.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
