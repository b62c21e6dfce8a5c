"""For eyes: the verdict, the first findings of each kind, the days."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from pennydrop.reconcile.kinds import KINDS, Kind
from pennydrop.reconcile.report.words import DAY_HEADINGS, DAYS_SAY, cells, heading, lines, verdict
from pennydrop.reconcile.result import Finding, Reconciliation

SHOWN = 5  # of each kind
COUNTED = (1, 2, 3, 4, 5, 6)  # columns of the days that hold numbers


def drawn(found: Reconciliation) -> Iterator[Text | Table]:
    """One part below the other. Texts are to be printed in lines as long as they are: ids are there to be copied."""
    yield Text(heading(found), style="bold")
    yield Text(verdict(found), style="bold green" if found.balanced else "bold red")
    yield Text("\n".join(f"  {line}" for line in lines(found)), style="dim")
    if found.days:
        yield Text()
        yield _days(found)
        yield Text(DAYS_SAY, style="dim")
    for kind in KINDS:
        if many := found.counts.get(kind.id):
            yield _kind(found, kind, many)


def _days(found: Reconciliation) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for number, name in enumerate(DAY_HEADINGS):
        table.add_column(name, justify="right" if number in COUNTED else "left")
    for day in found.days:
        table.add_row(*cells(day), style="yellow" if day.unusual else None)
    return table


def _kind(found: Reconciliation, kind: Kind, many: int) -> Text:
    told = Text.assemble("\n", (kind.id, "bold red"), f" ({many:,}): {kind.says}\n")
    told.append(f"  likely: {kind.cause}", style="dim")
    for each in found.findings(kind, SHOWN):
        told.append(_finding(each))
    if many > SHOWN:
        told.append(f"\n  and {many - SHOWN:,} more, see --csv", style="dim")
    return told


def _finding(found: Finding) -> Text:
    at = f"{found.at:%Y-%m-%d %H:%M}  " if found.at else ""
    ledger = f"ledger  {found.ledger}" if found.ledger else ""
    sides = (f"      {side}" for side in (f"Stripe  {found.stripe}", ledger, found.next) if side)
    return Text("\n".join(["", f"  {at}{found.id}", *sides]))
