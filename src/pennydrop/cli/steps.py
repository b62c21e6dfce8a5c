"""``pennydrop steps``: the phrase book, in the terminal."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pennydrop.cli.console import print_json, say, show, terminal_width

if TYPE_CHECKING:
    from pennydrop.phrases import Entry

KEYWORDS = ("Given", "When", "Then", "Step")
FEW = ("", "once", "twice")
TWO_COLUMNS = 110  # columns of a terminal from which on there is room for the place beside the sentence


def steps(*words: str, uses: bool = False, json: bool = False) -> None:
    """Print the phrase book: what scenarios may say, what it means, where it is bound and used.

    Parameters
    ----------
    words
        Print only phrases that mention every one of these, in their sentence or its meaning.
    uses
        Print every place that uses a phrase.
    json
        Print the same as JSON.
    """
    from pennydrop.phrases import PhraseBook, read_suite  # pytest takes its time, which no other command should pay

    book = PhraseBook(read_suite())
    found = book.about(words)
    if json:
        print_json([_plain(entry) for entry in found])
        return
    found.sort(key=lambda entry: KEYWORDS.index(entry.phrase.keyword))  # a stable sort: by file within each
    for keyword, entries in groupby(found, key=lambda entry: entry.phrase.keyword):
        show(Text(f"{keyword}\n", style="bold underline"))
        for entry in entries:
            show(_drawn(entry), *(_places(entry) if uses else ()), Text())
    say(f"{len(found)} of {len(book.entries)} phrases" if words else f"{len(found)} phrases")


def _plain(entry: Entry) -> dict[str, Any]:
    return asdict(entry.phrase) | {"uses": [asdict(use) for use in entry.uses]}


def _drawn(entry: Entry) -> RenderableType:
    """The sentence and its meaning; place and uses beside them, or below where the terminal is narrow."""
    sentence = Text(entry.phrase.sentence, style="bold")
    sentence.highlight_regex(r"\{\w+\}", "not bold cyan")
    meaning = Text(entry.phrase.meaning.replace("``", "`"))
    place, usage = Text(entry.phrase.place, style="dim"), Text(_usage(entry), style="dim")
    if (terminal_width() or 0) < TWO_COLUMNS:
        below = Text.assemble(meaning, "\n", place, (", ", "dim"), usage)
        return Group(Padding.indent(sentence, 2), Padding.indent(below, 4))
    grid = Table.grid(expand=True, padding=(0, 2, 0, 0))
    grid.add_column(ratio=1)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_row(Padding.indent(sentence, 2), place)
    grid.add_row(Padding.indent(meaning, 4), usage)
    return grid


def _usage(entry: Entry) -> str:
    times, features = len(entry.uses), len(entry.features)
    if times < len(FEW):
        return f"used {FEW[times]}" if times else "not used"
    return f"used {times} times in {features} feature{'s' if features > 1 else ''}"


def _places(entry: Entry) -> list[RenderableType]:
    return [Padding.indent(Text.assemble((f"{use.file}:{use.line}", "dim"), "  ", use.words), 4) for use in entry.uses]
