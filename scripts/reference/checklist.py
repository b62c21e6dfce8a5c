"""The checklist for going live, line by line: the checks, scenarios, sign-offs and commands that prove each line."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from pennydrop.golive.catalogue import CHECKS
from pennydrop.golive.check import Check
from pennydrop.golive.checks import people_signoffs, security
from scripts.reference.scenarios import Scenario, chosen
from scripts.reference.table import ROOT, markdown_table

DATA = ROOT / "docs/checklist.toml"
SIGNED_OFF = {check.id for check in people_signoffs.CHECKS + security.BY_HAND}


@dataclass(frozen=True)
class Item:
    """One line of the checklist. ``checks`` are ids, ``proof`` selects scenarios, ``note`` says what these do not."""

    text: str
    checks: tuple[str, ...] = ()
    proof: tuple[str, ...] = ()
    command: str = ""
    note: str = ""

    @property
    def scenarios(self) -> list[Scenario]:
        return list(dict.fromkeys(scenario for selector in self.proof for scenario in chosen(selector)))

    @property
    def stale(self) -> list[str]:
        """The selectors that choose no scenario, and the ids that are no checks."""
        known = {check.id for check in CHECKS}
        return [selector for selector in self.proof if not chosen(selector)] + [
            id for id in self.checks if id not in known
        ]


@dataclass(frozen=True)
class Section:
    """A part of the checklist, by its number and title there."""

    title: str
    items: tuple[Item, ...]


@cache
def checklist() -> tuple[Section, ...]:
    """The sections of ``docs/checklist.toml``."""
    data: dict[str, Any] = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return tuple(
        Section(section["title"], tuple(_item(**item) for item in section["items"])) for section in data["sections"]
    )


def _item(text: str, command: str = "", note: str = "", **several: list[str]) -> Item:
    return Item(text, command=command, note=note, **{name: tuple(values) for name, values in several.items()})


def render() -> str:
    """A heading and a table for each section."""
    return "\n".join(f"### {section.title}\n\n{_table(section)}" for section in checklist())


def render_checks() -> str:
    """Every check with its sentence, a heading for each section."""
    parts = groupby(CHECKS, key=lambda check: check.section.value)
    return "\n".join(f"### Checks of {title[:1].lower()}{title[1:]}\n\n{_checks(list(part))}" for title, part in parts)


def _checks(checks: list[Check]) -> str:
    return markdown_table(("id", "what has to be so", ""), [(f"`{it.id}`", it.says, _kind(it)) for it in checks])


def _kind(check: Check) -> str:
    if check.id in SIGNED_OFF:
        return "sign-off" + (f", for {check.holds_days} days" if check.holds_days else "")
    return "with `--write`" if check.writes else ""


def _table(section: Section) -> str:
    return markdown_table(("line", "proven by"), [(item.text, _proof(item)) for item in section.items])


def _proof(item: Item) -> str:
    checks = [f"{'sign-off' if id in SIGNED_OFF else 'check'} `{id}`" for id in item.checks]
    scenarios = [scenario.linked for scenario in item.scenarios]
    return "<br>".join(
        [*checks, *scenarios, *([f"`{item.command}`"] if item.command else []), *filter(None, [item.note])]
    )
