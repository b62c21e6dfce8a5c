"""What the site promises, which scenarios prove it, and which seeded faults show that those can fail."""

from __future__ import annotations

import configparser
import re
from functools import cache

from scripts.reference.scenarios import Scenario, all_scenarios
from scripts.reference.table import ROOT, markdown_table
from tests.faults.fault import STORM, Fault, all_faults

_MARKER = re.compile(r"^(inv-\d+): (.+)$", re.MULTILINE)
NONE = "none"


@cache
def invariants() -> dict[str, str]:
    """The text of each invariant by its tag, in the order of ``pytest.ini``."""
    ini = configparser.ConfigParser(interpolation=None)
    ini.read(ROOT / "pytest.ini", encoding="utf-8")
    return dict(_MARKER.findall(ini["pytest"]["markers"]))


def claimants(tag: str) -> list[Scenario]:
    """The scenarios that claim an invariant."""
    return [scenario for scenario in all_scenarios() if tag in scenario.tags]


@cache
def killers() -> dict[str, list[Fault]]:
    """The faults that name a scenario, or a row of it, by its id. A fault that names a whole feature proves no one, and
    one that only the storm sees proves nothing of a scenario by itself."""
    found: dict[str, list[Fault]] = {}
    for fault in all_faults():
        if fault.seen_by == STORM:
            continue
        for name in dict.fromkeys(name.partition("[")[0] for name in fault.scenarios if "::" in name):
            found.setdefault(name, []).append(fault)
    return found


def render_summary() -> str:
    """One row for each invariant, leading to its section, with the numbers of what stands there."""
    return markdown_table(("", "promise", "scenarios", "faults"), map(_summary, invariants()))


def _summary(tag: str) -> tuple[str, ...]:
    proving = claimants(tag)
    faults = {fault for scenario in proving for fault in killers().get(scenario.id, ())}
    anchor = re.sub(r"[^\w\- ]", "", _heading(tag).lower()).replace(" ", "-")  # as GitHub makes it of a heading
    return _number(tag), f"[{invariants()[tag]}](#{anchor})", str(len(proving)), str(len(faults))


def render() -> str:
    """A heading and a table for each invariant."""
    return "\n".join(map(_section, invariants()))


def _section(tag: str) -> str:
    rows = [(scenario.linked, _domain(scenario), _faults(scenario)) for scenario in claimants(tag)]
    table = markdown_table(("scenario", "of", "fails with"), rows) if rows else "No scenario claims it.\n"
    return f"### {_heading(tag)}\n\n{table}"


def _heading(tag: str) -> str:
    text = invariants()[tag]
    return f"{_number(tag)}. {text[0].upper()}{text[1:]}"


def _number(tag: str) -> str:
    return tag.removeprefix("inv-")


def _domain(scenario: Scenario) -> str:
    return scenario.file.split("/")[1]


def _faults(scenario: Scenario) -> str:
    linked = (f"[{fault.name}](../tests/faults/seeded/{fault.name}.py)" for fault in killers().get(scenario.id, ()))
    return "<br>".join(linked) or NONE
