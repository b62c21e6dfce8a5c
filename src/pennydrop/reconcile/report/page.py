"""For a browser: one page that holds everything it needs."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, TextIO

from pennydrop.reconcile.kinds import KINDS
from pennydrop.reconcile.report.words import DAY_HEADINGS, DAYS_SAY, cells, heading, lines, verdict

if TYPE_CHECKING:
    from pennydrop.reconcile.kinds import Kind
    from pennydrop.reconcile.result import Reconciliation

SHOWN = 200  # of each kind: a browser takes no more than some thousand rows with good grace
STYLE = """
:root { color-scheme: light dark; --line: #8884; --dim: #777; --good: #18794e; --bad: #c62a2f; --odd: #f5a52433 }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 76rem; margin: 2.5rem auto; padding: 0 1.25rem }
h1 { font-size: 1.35rem; margin: 0 } h2 { font-size: 1.05rem; margin: 2.25rem 0 .25rem }
code { font: .86em ui-monospace, monospace } .dim { color: var(--dim) }
.verdict { display: inline-block; margin: .9rem 0; padding: .3rem .8rem; border-radius: .4rem; color: #fff;
  font-weight: 600; background: var(--bad) } .verdict.good { background: var(--good) }
ul { padding-left: 1.1rem; margin: .25rem 0; color: var(--dim) }
.wide { overflow-x: auto } table { border-collapse: collapse; width: 100%; margin-top: .6rem }
th { text-align: left; font-weight: 600 } th, td { padding: .35rem .8rem .35rem 0; vertical-align: top;
  border-bottom: 1px solid var(--line) } .number { text-align: right; font-variant-numeric: tabular-nums }
td:first-child { white-space: nowrap } .unusual { background: var(--odd) }
.found { table-layout: fixed } .found th:nth-child(1) { width: 9.5rem } .found th:nth-child(4) { width: 24% }
.count { color: var(--bad); font-variant-numeric: tabular-nums } .ids { overflow-wrap: anywhere }
"""


def write_html(found: Reconciliation, file: TextIO) -> None:
    """The whole page."""
    for part in _parts(found):
        file.write(part + "\n")


def _parts(found: Reconciliation) -> Iterator[str]:
    title = escape(heading(found))
    yield f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
    yield f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head><body>'
    good = " good" if found.balanced else ""
    yield f'<h1>{title}</h1>\n<p class="verdict{good}">{escape(verdict(found))}</p>'
    yield "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines(found)) + "</ul>"
    for kind in KINDS:
        if many := found.counts.get(kind.id):
            yield from _kind(found, kind, many)
    if found.days:
        yield from _days(found)
    yield "</body></html>"


def _kind(found: Reconciliation, kind: Kind, many: int) -> Iterator[str]:
    yield f'<h2 id="{kind.id}">{escape(kind.says)} <span class="count">{many:,}</span></h2>'
    yield f'<div class="dim"><code>{kind.id}</code>, likely: {escape(kind.cause)}</div>'
    headings = "".join(f"<th>{name}</th>" for name in ("when (UTC)", "Stripe", "ledger", "next"))
    yield f'<div class="wide"><table class="found"><tr>{headings}</tr>'
    for each in found.findings(kind, SHOWN):
        at = f"{each.at:%Y-%m-%d %H:%M}" if each.at else ""
        command = f"<code>{escape(each.next)}</code>" if each.next else escape(each.id)
        sides = "".join(f'<td class="ids">{escape(side)}</td>' for side in (each.stripe, each.ledger))
        yield f'<tr><td>{at}</td>{sides}<td class="ids">{command}</td></tr>'
    yield "</table></div>"
    if many > SHOWN:
        yield f'<p class="dim">and {many - SHOWN:,} more, see --csv</p>'


def _days(found: Reconciliation) -> Iterator[str]:
    yield f'<h2>Days</h2>\n<div class="dim">{escape(DAYS_SAY)}</div>\n<div class="wide"><table><tr>'
    yield "".join(f"<th{_aligned(number)}>{escape(name)}</th>" for number, name in enumerate(DAY_HEADINGS)) + "</tr>"
    for day in found.days:
        unusual = ' class="unusual"' if day.unusual else ""
        told = "".join(f"<td{_aligned(number)}>{escape(cell)}</td>" for number, cell in enumerate(cells(day)))
        yield f"<tr{unusual}>{told}</tr>"
    yield "</table></div>"


def _aligned(column: int) -> str:
    return ' class="number"' if 0 < column < len(DAY_HEADINGS) - 1 else ""
