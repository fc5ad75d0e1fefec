"""Whether the types that Weir finds for the columns of a query are those that Spark finds."""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

# Spark's words for what specs call otherwise.
WORDS = {
    "bigint": "long", "smallint": "int", "tinyint": "int", "timestamp": "timestamptz",
    "timestamp_ntz": "timestamp",
}  # fmt: skip


def spec_word(spark: str) -> str:
    """The type as specs write it: `list<long>` for `array<bigint>`."""
    return re.sub(
        r"\b[a-z_]+\b(?!:)",
        lambda word: WORDS.get(word[0], word[0]),
        spark.replace("array<", "list<"),
    )


def found_types(paths: list[Path], project: Path, root: Path, weir: str) -> dict[str, list[str]]:
    """The types of each query's columns as Weir finds them, by the names of the files."""
    with tempfile.TemporaryDirectory() as folder:
        command = [weir, "sql", "--project", str(project), "--columns", "--out", folder,
                   *[str(path.relative_to(root)) for path in paths]]  # fmt: skip
        subprocess.run(command, cwd=root, check=True, capture_output=True)
        return {
            path.stem: [line.split("\t")[1] for line in path.read_text().splitlines()]
            for path in Path(folder).iterdir()
        }
