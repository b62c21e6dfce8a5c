"""The phrase book, as ``pennydrop steps`` knows it."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from itertools import groupby
from typing import NamedTuple

from scripts.reference.table import ROOT, markdown_table


class Phrase(NamedTuple):
    """What the table shows of a phrase."""

    file: str
    line: int
    keyword: str
    sentence: str
    meaning: str
    chapter: str


@cache
def all_phrases() -> list[Phrase]:
    """Every phrase of library and suite, by file and in the order of the code."""
    # By the command: pytest collects the suite, and cannot do so inside a pytest that runs the tests of this table.
    command = [sys.executable, "-m", "pennydrop.cli", "steps", "--json"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [Phrase(**{name: entry[name] for name in Phrase._fields}) for entry in json.loads(told)]


def render() -> str:
    """A heading and a table for each file that binds phrases."""
    chapters = [_chapter(file, list(group)) for file, group in groupby(all_phrases(), key=lambda phrase: phrase.file)]
    return "\n".join(chapters)


def _chapter(file: str, phrases: list[Phrase]) -> str:
    rows = [(f"{phrase.keyword} **{phrase.sentence}**", phrase.meaning.replace("``", "`")) for phrase in phrases]
    table = markdown_table(("phrase", "means"), rows)
    return f"### {phrases[0].chapter}\n\n[{file}](../{file})\n\n{table}"
