"""A part of a Markdown file between two markers, which the code writes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Table:
    """``render`` returns the Markdown that stands in ``file`` between the markers called ``name``."""

    file: str
    name: str
    render: Callable[[], str]

    @property
    def written(self) -> str:
        """What stands there now. ``LookupError`` when the markers are gone."""
        return self._match(self._path.read_text(encoding="utf-8"))[2]

    def is_current(self) -> bool:
        return self.written == self.render()

    def write(self) -> None:
        """Replace what stands between the markers."""
        text = self._path.read_text(encoding="utf-8")
        begin, end = self._match(text).span(2)
        self._path.write_text(text[:begin] + self.render() + text[end:], encoding="utf-8")

    @property
    def _path(self) -> Path:
        return ROOT / self.file

    def _match(self, text: str) -> re.Match[str]:
        found = re.search(rf"(<!-- begin {self.name}[^>]*-->\n)(.*?)(<!-- end {self.name} -->)", text, re.DOTALL)
        if not found:
            raise LookupError(f"{self.file} has no lines <!-- begin {self.name} --> and <!-- end {self.name} -->")
        return found


def markdown_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; a ``|`` in a cell is escaped."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def first_line(docstring: str | None) -> str:
    """The first line of a docstring as Markdown."""
    return (docstring or "").strip().splitlines()[0].replace("``", "`")
