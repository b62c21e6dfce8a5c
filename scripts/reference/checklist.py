"""The checklist for going live: what a scenario proves of it, and what stays to be done by hand."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from scripts.reference.scenarios import Scenario, chosen
from scripts.reference.table import ROOT, markdown_table

DATA = ROOT / "docs/checklist.toml"


@dataclass(frozen=True)
class Item:
    """One line of the checklist. ``proof`` selects scenarios; ``open`` says what of it no scenario proves, and why."""

    text: str
    proof: tuple[str, ...] = ()
    open: str = ""

    @property
    def scenarios(self) -> list[Scenario]:
        return list(dict.fromkeys(scenario for selector in self.proof for scenario in chosen(selector)))

    @property
    def stale(self) -> list[str]:
        """The selectors that choose nothing."""
        return [selector for selector in self.proof if not chosen(selector)]


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


def _item(text: str, proof: list[str] | None = None, open: str = "") -> Item:
    return Item(text, tuple(proof or ()), open)


def render() -> str:
    """A heading and a table for each section."""
    return "\n".join(f"### {section.title}\n\n{_table(section)}" for section in checklist())


def _table(section: Section) -> str:
    return markdown_table(("item", "proven by", "open"), [(it.text, _proof(it), it.open) for it in section.items])


def _proof(item: Item) -> str:
    return "<br>".join(scenario.linked for scenario in item.scenarios)
