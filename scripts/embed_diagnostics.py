#!/usr/bin/env python3
"""Puts the page of diagnostics into the program, where `weir explain` finds it.

Run it after a change of Diagnostics.md. With --check it writes nothing, and fails when the Swift file
is not what the page gives.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "Sources/WeirCommands/Weir.docc/Diagnostics.md"
TARGET = ROOT / "Sources/WeirCommands/Explain/DiagnosticPage+Text.swift"

HEAD = """\
extension DiagnosticPage {
  /// `Weir.docc/Diagnostics.md`, put here by `scripts/embed_diagnostics.py`.
  static let text = #\"\"\"
"""
TAIL = """\
    \"\"\"#
}
"""


def embedded(page: str) -> str:
    """The Swift file that holds a page as a raw string."""
    if '"""#' in page or "\\#" in page:
        raise SystemExit(f"{PAGE.name} holds what would end or change a raw string of Swift.")
    lines = [("    " + line) if line else "" for line in page.rstrip("\n").split("\n")]
    return HEAD + "\n".join(lines) + "\n" + TAIL


def main() -> None:
    text = embedded(PAGE.read_text(encoding="utf-8"))
    if "--check" in sys.argv[1:]:
        if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text:
            raise SystemExit(f"{TARGET.name} is stale. Run scripts/embed_diagnostics.py and commit it.")
        return
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
