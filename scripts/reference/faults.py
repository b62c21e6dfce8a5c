"""The seeded faults, from the modules that seed them."""

from __future__ import annotations

from scripts.reference.scenarios import chosen
from scripts.reference.table import first_line, markdown_table
from tests.faults.families import FAMILIES
from tests.faults.fault import STORM, Fault, all_faults


def render() -> str:
    """One row a fault, in the order of the families."""
    return markdown_table(("fault", "family", "story", "makes fail"), map(_row, all_faults()))


def _row(fault: Fault) -> tuple[str, ...]:
    return (
        f"[{fault.name}](../tests/faults/seeded/{fault.name}.py)",
        f"{fault.family}. {FAMILIES[fault.family]}",
        first_line(fault.story),
        "<br>".join(dict.fromkeys(_places(fault))),
    )


def _places(fault: Fault) -> list[str]:
    """Its scenarios; of a fault that only the storm sees, with what disturbs them."""
    if fault.seen_by != STORM:
        return [_linked(name) for name in fault.scenarios]
    disturbed = ", ".join(f"`{name}`" for name in fault.disturbances)
    return [f"{_linked(name)} under {disturbed}" for name in fault.undisturbed]


def _linked(name: str) -> str:
    """A scenario by its title; a feature by its file."""
    if "::" in name and (found := chosen(name)):
        return found[0].linked
    shown = name.removeprefix("features/").removesuffix(".feature")
    return f"[{shown}](../{name.partition('::')[0]})"
