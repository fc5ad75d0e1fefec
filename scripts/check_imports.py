#!/usr/bin/env python3
"""Holds the rooms of Sources/ to the table in the architecture page.

The table says, room by room, what each may import; its sections say which rooms wrap a C library and
which are pure. SwiftPM does not hold that table (an import that no target declares can compile), so
this program does. It prints one line a mistake, as FILE:LINE: TEXT, and exits 1 if there are any.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

PAGE = Path("Sources/WeirCommands/Weir.docc/Architecture.md")

# The page's sections, by the first words of their headings, and what they say of their rooms.
SECTIONS = {"C rooms": "c", "Pure rooms": "pure", "Rooms that act": "acting"}

# Modules of the toolchain. A room that is not pure may import them without naming them.
TOOLCHAIN = {
    "Dispatch", "Foundation", "FoundationEssentials", "FoundationInternationalization",
    "FoundationNetworking", "FoundationXML", "Glibc", "Observation", "Synchronization",
    "_Concurrency",
}  # fmt: skip
# What is nothing but the language's own library, in every room.
LANGUAGE = {"Swift", "RegexBuilder", "_StringProcessing"}

# Pure rooms that declare asynchronous protocols for others to carry out.
DECLARES_ASYNC = {"Ports"}

IMPORT = re.compile(
    r"^[ \t]*(?:@\w+(?:\([^)]*\))?[ \t]+)*"
    r"(?:(?P<access>public|package|internal|fileprivate|private)[ \t]+)?"
    r"import[ \t]+(?:(?:struct|class|enum|protocol|func|var|let|typealias)[ \t]+)?"
    r"(?P<module>\w+)",
    re.MULTILINE,
)
ASYNC = re.compile(r"\b(?:async|await)\b|\bactor[ \t]+[A-Z]|\b(?:Async|Throwing)\w*Stream\b|\bTask\b")


@dataclass(frozen=True)
class Row:
    """One row of the table of rooms."""

    room: str
    kind: str
    may_import: frozenset[str]
    line: int


@dataclass(frozen=True)
class Import:
    """One import line of a source file."""

    module: str
    access: str | None
    path: str
    line: int


@dataclass
class Target:
    """What Package.swift says of one target under Sources/."""

    name: str
    kind: str
    dependencies: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Source:
    """One Swift file of a room."""

    path: str
    text: str


def read_table(page: str) -> tuple[list[Row], list[str]]:
    """The rows of the tables of rooms, in order, and what is wrong with the tables themselves."""
    rows: list[Row] = []
    problems: list[str] = []
    kind = None
    for number, line in enumerate(page.splitlines(), start=1):
        if line.startswith("#"):
            heading = line.lstrip("# ")
            kind = next((k for start, k in SECTIONS.items() if heading.startswith(start)), None)
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if kind is None or not line.startswith("| `"):
            continue
        where = f"{PAGE}:{number}"
        names = re.findall(r"`(\w+)`", cells[0])
        if len(cells) != 3 or len(names) != 1:
            problems.append(f"{where}: a row is '| `Room` | purpose | what it may import |'")
            continue
        may_import = frozenset(re.findall(r"`(\w+)`", cells[2]))
        if any(row.room == names[0] for row in rows):
            problems.append(f"{where}: '{names[0]}' has two rows")
            continue
        rows.append(Row(names[0], kind, may_import, number))
    return rows, problems


def blank(text: str) -> str:
    """`text` with comments and string literals as spaces, so that only code is left; lines stay."""
    out: list[str] = []
    index = 0
    while index < len(text):
        if text.startswith("//", index):
            end = text.find("\n", index)
            end = len(text) if end < 0 else end
        elif text.startswith("/*", index):
            end = end_of_comment(text, index)
        elif opening := re.compile(r'(#*)("""|")').match(text, index):
            end = end_of_string(text, opening)
        else:
            out.append(text[index])
            index += 1
            continue
        out.append(re.sub(r"[^\n]", " ", text[index:end]))
        index = end
    return "".join(out)


def end_of_comment(text: str, start: int) -> int:
    """The offset after the block comment at `start`; they nest."""
    depth = 0
    for mark in re.compile(r"/\*|\*/").finditer(text, start):
        depth += 1 if mark.group() == "/*" else -1
        if depth == 0:
            return mark.end()
    return len(text)


def end_of_string(text: str, opening: re.Match[str]) -> int:
    """The offset after a string literal. Interpolations may hold string literals of their own."""
    pounds, quotes = opening.groups()
    part = re.compile(
        rf"(?P<interpolation>\\{pounds}\()|(?P<escape>\\{pounds}.)|(?P<close>{quotes}{pounds})"
        + ("" if quotes == '"""' else r"|(?P<newline>\n)"),
        re.DOTALL,
    )
    index = opening.end()
    while match := part.search(text, index):
        if match.lastgroup != "interpolation":
            if match.lastgroup != "escape":
                return match.end()
            index = match.end()
            continue
        index = end_of_interpolation(text, match.end())
    return len(text)


def end_of_interpolation(text: str, start: int) -> int:
    """The offset after the parenthesis that closes an interpolation."""
    depth = 1
    part = re.compile(r'[()]|(#*)("""|")')
    index = start
    while match := part.search(text, index):
        index = match.end()
        if match.group() == "(":
            depth += 1
        elif match.group() == ")":
            depth -= 1
            if depth == 0:
                return index
        else:
            index = end_of_string(text, match)
    return len(text)


def line_of(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def imports_of(source: Source) -> list[Import]:
    code = blank(source.text)
    return [
        Import(m["module"], m["access"], source.path, line_of(code, m.start("module")))
        for m in IMPORT.finditer(code)
    ]


def check_room(row: Row, sources: list[Source], earlier: set[str], rooms: dict[str, Row]) -> list[str]:
    """What the files of one room do that its row does not allow."""
    problems = [
        f"{PAGE}:{row.line}: '{row.room}' names '{name}', which stands below it: imports point up"
        for name in sorted(row.may_import & rooms.keys() - earlier)
    ]
    for source in sources:
        for used in imports_of(source):
            problems += check_import(row, used, rooms)
        if row.kind == "pure" and row.room not in DECLARES_ASYNC:
            code = blank(source.text)
            problems += [
                f"{source.path}:{line_of(code, m.start())}: '{row.room}' is pure and may not use"
                f" '{m.group().split()[0]}'"
                for m in ASYNC.finditer(code)
            ]
    return problems


def check_import(row: Row, used: Import, rooms: dict[str, Row]) -> list[str]:
    where = f"{used.path}:{used.line}"
    if used.module in LANGUAGE:
        return []
    if used.module in TOOLCHAIN:
        if row.kind == "pure":
            return [f"{where}: '{row.room}' is pure and may not import '{used.module}'"]
        return []
    if used.module not in row.may_import:
        return [f"{where}: '{row.room}' imports '{used.module}', which its row does not name"]
    wraps_c = used.module in rooms and rooms[used.module].kind == "c"
    if wraps_c and used.access != "internal":
        return [f"{where}: a C room is imported with 'internal import {used.module}'"]
    return []


def check_dependencies(target: Target, sources: list[Source]) -> list[str]:
    """Where what Package.swift declares and what the files import differ."""
    first: dict[str, Import] = {}
    for used in (i for source in sources for i in imports_of(source)):
        if used.module not in LANGUAGE | TOOLCHAIN:
            first.setdefault(used.module, used)
    undeclared = [
        f"{first[m].path}:{first[m].line}: Package.swift does not declare that '{target.name}'"
        f" depends on '{m}'"
        for m in sorted(first.keys() - target.dependencies)
    ]
    unused = [
        f"Package.swift:1: '{target.name}' depends on '{m}', which none of its files imports"
        for m in sorted(target.dependencies - first.keys())
    ]
    return undeclared + unused


def check_c_rooms(rows: list[Row], sources: dict[str, list[Source]]) -> list[str]:
    """Where a C room is imported by a second room."""
    problems = []
    for wrapped in (row.room for row in rows if row.kind == "c"):
        firsts: list[Import] = []
        for row in rows:
            used = [i for source in sources.get(row.room, []) for i in imports_of(source)]
            firsts += [i for i in used if i.module == wrapped][:1]
        problems += [
            f"{used.path}:{used.line}: C room '{wrapped}' is imported by more than one room; the"
            f" first is at {firsts[0].path}:{firsts[0].line}"
            for used in firsts[1:]
        ]
    return problems


def check(page: str, targets: list[Target], sources: dict[str, list[Source]]) -> list[str]:
    """Every mistake, in the order of the table."""
    rows, problems = read_table(page)
    rooms = {row.room: row for row in rows}
    by_name = {target.name: target for target in targets}
    problems += [
        f"{PAGE}:1: target '{name}' has no row in the table of rooms"
        for name in by_name
        if name not in rooms
    ]
    problems += [
        f"Sources/{name}:1: this folder is no target of Package.swift"
        for name in sorted(sources.keys() - by_name.keys())
    ]
    earlier: set[str] = set()
    for row in rows:
        if row.room not in by_name:
            problems.append(f"{PAGE}:{row.line}: room '{row.room}' is no target of Package.swift")
            continue
        target, files = by_name[row.room], sources.get(row.room, [])
        if (row.kind == "c") != (target.kind == "system"):
            problems.append(f"{PAGE}:{row.line}: '{row.room}' stands in the wrong section")
        if row.kind != "c":
            problems += check_room(row, files, earlier, rooms)
            problems += check_dependencies(target, files)
        earlier.add(row.room)
    return problems + check_c_rooms(rows, sources)


def read_targets() -> list[Target]:
    """The targets under Sources/, as SwiftPM reads Package.swift."""
    done = subprocess.run(
        ["swift", "package", "dump-package"], check=True, capture_output=True, text=True
    )
    targets = []
    for entry in json.loads(done.stdout)["targets"]:
        if not (entry.get("path") or "Sources/").startswith("Sources/"):
            continue
        if entry["type"] == "test":
            continue
        names = {next(iter(d.values()))[0] for d in entry["dependencies"]}
        targets.append(Target(entry["name"], entry["type"], names))
    return targets


def read_sources() -> dict[str, list[Source]]:
    """The Swift files under each folder of Sources/."""
    return {
        folder.name: [
            Source(str(path), path.read_text(encoding="utf-8"))
            for path in sorted(folder.rglob("*.swift"))
        ]
        for folder in sorted(Path("Sources").iterdir())
        if folder.is_dir()
    }


def main() -> int:
    problems = check(PAGE.read_text(encoding="utf-8"), read_targets(), read_sources())
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
