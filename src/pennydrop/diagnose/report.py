"""A diagnosis for people, and for programs."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from pennydrop.bookkeeping.facts import short
from pennydrop.diagnose.finding import State

if TYPE_CHECKING:
    from datetime import datetime

    from pennydrop.diagnose.doctor import Diagnosis
    from pennydrop.redaction import Redactor

_LONG_ID = re.compile(r"\b[a-z]+_(?:test|live)_\w{20,}")
MARKS = {State.OK: "ok", State.BROKEN: "BROKEN", State.WAITING: "..", State.NOT_REACHED: "-", State.UNSEEN: "?"}
STYLES = {State.OK: "green", State.BROKEN: "bold red", State.WAITING: "yellow", State.NOT_REACHED: "dim",
          State.UNSEEN: "yellow"}  # fmt: skip


def rendered(diagnosis: Diagnosis, again: str, redact: Redactor) -> RenderableType:
    """Heading, timeline, chain, the first broken link with its causes, and the command that replays it."""
    it = diagnosis.case.payment
    parts: list[RenderableType] = [
        Text(redact(f"{it.amount} by {it.customer_email or 'somebody'}: {it.session_id} {it.intent_id or ''}"), "bold"),
        Text(""),
        _timeline(diagnosis, redact),
        Text(""),
        _chain(diagnosis, redact),
        Text(""),
        Text(redact(diagnosis.verdict), "bold red" if diagnosis.broken else "bold green"),
    ]
    for cause in diagnosis.causes:
        parts += [
            Text(f"  likely  {cause.likely}"),
            Text(redact(f"    seen  {cause.evidence}"), "dim"),
            Text(redact(f"    mend  {cause.mend}")),
        ]
    if again:
        parts += [Text(""), Text(f"the same once more: {again}")]
    return Group(*parts)


def one_line(diagnosis: Diagnosis, redact: Redactor) -> str:
    """When, how much, which, and its state."""
    it = diagnosis.case.payment
    return redact(f"{it.created:%Y-%m-%d %H:%M:%S}  {it.amount}  {it.session_id}  {diagnosis.verdict}")


def as_json(diagnosis: Diagnosis, again: str, redact: Redactor) -> dict[str, Any]:
    """For programs: times are ISO 8601 in UTC, amounts minor units."""
    it = diagnosis.case.payment
    return {
        "session": it.session_id,
        "payment_intent": it.intent_id,
        "amount": it.amount.minor,
        "currency": it.currency,
        "payment_status": it.payment_status,
        "refunded": it.refunded.minor,
        "verdict": redact(diagnosis.verdict),
        "broken": diagnosis.broken.link if diagnosis.broken else None,
        "links": [
            {"link": found.link, "state": found.state, "says": redact(found.says)} for found in diagnosis.findings
        ],
        "causes": [{name: redact(text) for name, text in asdict(cause).items()} for cause in diagnosis.causes],
        "timeline": [
            {
                "at": entry.at.isoformat(timespec="milliseconds") if entry.at else None,
                "where": entry.where,
                "what": redact(entry.what),
                "ok": entry.good,
            }
            for entry in diagnosis.timeline
        ],
        "not_seen": {source: redact(why) for source, why in diagnosis.case.unseen.items()},
        "replay": again or None,
    }


def _timeline(diagnosis: Diagnosis, redact: Redactor) -> Table:
    table = Table("time (UTC)", "where", "what", "", box=None, pad_edge=False, header_style="bold")
    for entry in diagnosis.timeline:
        mark = {True: "ok", False: "broken", None: ""}[entry.good]
        table.add_row(
            _clock(entry.at), entry.where, _short(redact(entry.what)), mark, style="red" if entry.good is False else ""
        )
    return table


def _chain(diagnosis: Diagnosis, redact: Redactor) -> Table:
    table = Table("link", "", "seen", box=None, pad_edge=False, header_style="bold")
    for found in diagnosis.findings:
        table.add_row(found.link, MARKS[found.state], _short(redact(found.says)), style=STYLES[found.state])
    return table


def _clock(at: datetime | None) -> str:
    """Stripe counts whole seconds; what others know more exactly is shown so."""
    if at is None:
        return "now"
    return f"{at:%H:%M:%S}" + (f".{at.microsecond // 1000:03d}" if at.microsecond else "")


def _short(text: str) -> str:
    """With ids that fit into a line; the heading has them in full."""
    return _LONG_ID.sub(lambda id: short(id[0]), text)
