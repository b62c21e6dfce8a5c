"""What commands write. Colour only on a terminal, and never with NO_COLOR (rich sees to both)."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import IO

from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

UNBOUNDED = 500  # columns of a pipe or file: a line there is for grep, not for eyes


def say(text: str | Text) -> None:
    """One message, as it is."""
    _console(sys.stdout).print(text, soft_wrap=True)


def complain(text: str) -> None:
    """One message on stderr."""
    _console(sys.stderr).print(f"pennydrop: {text}", soft_wrap=True)


def print_table(rows: Iterable[Sequence[str]], *headings: str, styles: Sequence[str] = ()) -> None:
    """Columns without a frame; ``styles`` holds one rich style per row. Long cells are folded, on a terminal only."""
    table = Table(*headings, box=None, pad_edge=False, show_header=bool(headings), header_style="bold")
    for index, row in enumerate(rows):
        table.add_row(*row, style=styles[index] if styles else None)
    _console(sys.stdout).print(table)


def show(*parts: RenderableType) -> None:
    """Whatever rich can draw, one below the other, in the width of the terminal."""
    console = _console(sys.stdout)
    for part in parts:
        console.print(part)


def progress_bar() -> Progress:
    """How far it is, on stderr, where that is a terminal; gone when it ends."""
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    return Progress(*columns, console=_console(sys.stderr), transient=True, disable=not sys.stderr.isatty())


def terminal_width() -> int | None:
    """The columns of the terminal; None where the output is a pipe or a file."""
    return _console(sys.stdout).width if sys.stdout.isatty() else None


def print_json(value: object) -> None:
    """For programs: plain, never wrapped or coloured."""
    sys.stdout.write(json.dumps(value, indent=2) + "\n")


def _console(stream: IO[str]) -> Console:
    return Console(file=stream, width=None if stream.isatty() else UNBOUNDED, markup=False, highlight=False)
