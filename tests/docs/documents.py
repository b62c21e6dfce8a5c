"""The Markdown files of the repository, and the code in them."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_CODE = re.compile(r"^```.*?^```|`[^`\n]+`|^ {4}\S.*$", re.DOTALL | re.MULTILINE)


@cache
def tracked_files() -> list[Path]:
    """Every file under version control that is still there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("this is no git checkout")
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


@cache
def documents() -> list[Path]:
    """The Markdown files that are the repository's own, committed or about to be."""
    folders = ("docs", "src", "benchmarks", "tests", "examples")
    return sorted([*ROOT.glob("*.md"), *(path for folder in folders for path in (ROOT / folder).rglob("*.md"))])


def shown(path: Path) -> str:
    """The path from the root, for messages and test ids."""
    return str(path.relative_to(ROOT))


def mentions(pattern: str) -> dict[str, set[str]]:
    """Everything in the code of the documents that the pattern's one group finds, with the files that mention it."""
    found: dict[str, set[str]] = {}
    for path in documents():
        for code in _CODE.findall(path.read_text(encoding="utf-8")):
            for name in re.findall(pattern, code):
                found.setdefault(name, set()).add(shown(path))
    return found
