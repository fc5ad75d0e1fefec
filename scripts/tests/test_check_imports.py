"""Tests of the import check: each rule is broken once and must be reported, once."""

from __future__ import annotations

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import check_imports  # noqa: E402
from check_imports import Source, Target, blank, imports_of  # noqa: E402

PAGE = """# Architecture

### C rooms
| target | purpose | may import |
| --- | --- | --- |
| `CLib` | a C library | - |

### Pure rooms
| target | purpose | may import |
| --- | --- | --- |
| `Words` | words | - |
| `Ports` | protocols | `Words` |
| `Tree` | trees | `Words`, `CLib` |

### Rooms that act
| target | purpose | may import |
| --- | --- | --- |
| `Act` | acts | `Tree`, `Crypto`, `CLib` |
"""


def targets(**dependencies: set[str]) -> list[Target]:
    declared = {"CLib": set(), "Words": set(), "Ports": set(), "Tree": set(), "Act": set()}
    declared |= dependencies
    kinds = {"CLib": "system"}
    return [Target(name, kinds.get(name, "regular"), deps) for name, deps in declared.items()]


def problems(page: str = PAGE, deps: dict[str, set[str]] | None = None, **files: str) -> list[str]:
    sources = {room: [Source(f"Sources/{room}/A.swift", text)] for room, text in files.items()}
    return check_imports.check(page, targets(**(deps or {})), sources)


class RulesTests(unittest.TestCase):
    def expect_one(self, found: list[str], *parts: str) -> None:
        self.assertEqual(len(found), 1, found)
        for part in parts:
            self.assertIn(part, found[0])

    def test_what_the_rows_allow_passes(self) -> None:
        found = problems(
            deps={"Tree": {"Words", "CLib"}, "Act": {"Tree", "Crypto"}},
            Tree="package import Words\ninternal import CLib\n",
            Act="internal import Crypto\nimport Foundation\n@testable import Tree\n",
        )
        self.assertEqual(found, [])

    def test_import_that_the_row_does_not_name(self) -> None:
        found = problems(deps={"Act": {"Words"}}, Act="\nimport struct Words.Word\n")
        self.expect_one(found, "Sources/Act/A.swift:2:", "'Words', which its row does not name")

    def test_import_that_the_package_does_not_declare(self) -> None:
        found = problems(Act="import Tree\n")
        self.expect_one(found, "Sources/Act/A.swift:1:", "does not declare", "'Tree'")

    def test_dependency_that_nothing_imports(self) -> None:
        found = problems(deps={"Act": {"Tree"}}, Act="let x = 1\n")
        self.expect_one(found, "Package.swift:1:", "none of its files imports")

    def test_target_without_a_row(self) -> None:
        found = problems(deps={"Extra": set()})
        self.expect_one(found, "target 'Extra' has no row")

    def test_folder_without_a_target(self) -> None:
        self.expect_one(problems(Extra="let x = 1\n"), "Sources/Extra:1:", "no target")

    def test_row_without_a_target(self) -> None:
        found = problems(page=PAGE + "| `Gone` | was here | - |\n")
        self.expect_one(found, "Architecture.md:19:", "'Gone' is no target")

    def test_two_rows_of_one_room(self) -> None:
        found = problems(page=PAGE + "| `Act` | again | - |\n")
        self.expect_one(found, "'Act' has two rows")

    def test_row_of_the_wrong_shape(self) -> None:
        found = problems(page=PAGE + "| `Odd` | no third cell |\n")
        self.expect_one(found, "Architecture.md:19:", "a row is")

    def test_row_that_points_down(self) -> None:
        page = PAGE.replace("| `Words` | words | - |", "| `Words` | words | `Tree` |")
        self.expect_one(problems(page=page), "'Words' names 'Tree', which stands below it")

    def test_room_that_names_itself(self) -> None:
        page = PAGE.replace("| `Words` | words | - |", "| `Words` | words | `Words` |")
        self.expect_one(problems(page=page), "'Words' names 'Words'")

    def test_pure_room_and_the_toolchain(self) -> None:
        for module in ("Foundation", "FoundationEssentials", "Glibc", "Dispatch"):
            found = problems(Words=f"#if canImport({module})\n  internal import {module}\n#endif\n")
            self.expect_one(found, "Sources/Words/A.swift:2:", f"may not import '{module}'")

    def test_pure_room_and_concurrency(self) -> None:
        for code in ("func f() async {}", "let x = await y", "actor Pump {}", "Task { }"):
            found = problems(Words=f"// one\n{code}\n")
            self.expect_one(found, "Sources/Words/A.swift:2:", "is pure and may not use")

    def test_ports_may_declare_async(self) -> None:
        self.assertEqual(problems(Ports="protocol P { func f() async throws }\n"), [])

    def test_c_room_without_internal(self) -> None:
        found = problems(deps={"Tree": {"CLib"}}, Tree="import CLib\n")
        self.expect_one(found, "'internal import CLib'")

    def test_c_room_in_two_rooms(self) -> None:
        both = "internal import CLib\n"
        found = problems(deps={"Tree": {"CLib"}, "Act": {"CLib"}}, Tree=both, Act=both)
        self.expect_one(found, "Sources/Act/A.swift:1:", "more than one room")

    def test_c_room_in_the_wrong_section(self) -> None:
        page = PAGE.replace("| `CLib` | a C library | - |\n", "") + "| `CLib` | C | - |\n"
        page = page.replace(", `CLib` |", " |")
        self.expect_one(problems(page=page), "'CLib' stands in the wrong section")


class BlankTests(unittest.TestCase):
    def modules(self, text: str) -> list[str]:
        return [used.module for used in imports_of(Source("A.swift", text))]

    def test_comments_and_strings_hold_no_imports(self) -> None:
        text = (
            "// import A\n/* import B\n/* nested */ import C */\n"
            'let s = """\nimport D\n\\("""\n import E\n """)\nimport F\n"""\n'
            'let r = #"""\nimport G \\("\n"""#\nlet q = "a \\" b" // "\nimport H\n'
        )
        self.assertEqual(self.modules(text), ["H"])

    def test_lines_and_length_stay(self) -> None:
        text = 'let a = "x\\(f("y"))z" /* é\n */ + b\n'
        self.assertEqual(len(blank(text)), len(text))
        self.assertEqual(blank(text).count("\n"), 2)
        self.assertIn("+ b", blank(text))

    def test_every_spelling_of_an_import(self) -> None:
        text = "@preconcurrency import A\n@_spi(X) package import B\nprivate import class C.D\n"
        self.assertEqual(self.modules(text), ["A", "B", "C"])


if __name__ == "__main__":
    unittest.main()
