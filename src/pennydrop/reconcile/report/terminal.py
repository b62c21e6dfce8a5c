"""For eyes: the verdict, the first findings of each kind, the days."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pennydrop.reconcile.kinds import KINDS, Kind
from pennydrop.reconcile.report.words import DAY_HEADINGS, DAYS_SAY, cells, heading, lines, verdict
from pennydrop.reconcile.result import Reconciliation

SHOWN = 5  # of each kind
COUNTED = (1, 2, 3, 4, 5, 6)  # columns of the days that hold numbers


def drawn(found: Reconciliation) -> Iterator[RenderableType]:
    """One part below the other."""
    yield Text(heading(found), style="bold")
    yield Text(verdict(found), style="bold green" if found.balanced else "bold red")
    yield Padding.indent(Text("\n".join(lines(found)), style="dim"), 2)
    if found.days:
        yield _days(found)
    for kind in KINDS:
        if many := found.counts.get(kind.id):
            yield _kind(found, kind, many)


def _days(found: Reconciliation) -> RenderableType:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for number, name in enumerate(DAY_HEADINGS):
        table.add_column(name, justify="right" if number in COUNTED else "left")
    for day in found.days:
        table.add_row(*cells(day), style="yellow" if day.unusual else None)
    return Group(Text(), table, Text(DAYS_SAY, style="dim"))


def _kind(found: Reconciliation, kind: Kind, many: int) -> RenderableType:
    parts: list[RenderableType] = [
        Text.assemble("\n", (kind.id, "bold red"), f" ({many:,}): {kind.says}"),
        Padding.indent(Text(f"likely: {kind.cause}", style="dim"), 2),
    ]
    for each in found.findings(kind, SHOWN):
        at = f"{each.at:%Y-%m-%d %H:%M}  " if each.at else ""
        sides = [f"Stripe  {each.stripe}", f"ledger  {each.ledger}" if each.ledger else "", each.next]
        parts.append(Padding.indent(Text(f"{at}{each.id}"), 2))
        parts.append(Padding.indent(Text("\n".join(side for side in sides if side)), 6))
    if many > SHOWN:
        parts.append(Padding.indent(Text(f"and {many - SHOWN:,} more, see --csv", style="dim"), 2))
    return Group(*parts)
