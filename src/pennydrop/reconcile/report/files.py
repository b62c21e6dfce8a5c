"""For programs: every finding, as CSV or JSON, written one after the other."""

from __future__ import annotations

import csv
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from pennydrop.reconcile.result import Finding, Reconciliation

COLUMNS = ("kind", "id", "at", "says", "stripe", "ledger", "cause", "next")


def write_csv(found: Reconciliation, file: TextIO) -> None:
    """A heading, and a line for each finding."""
    lines = csv.DictWriter(file, COLUMNS)
    lines.writeheader()
    lines.writerows(map(_plain, found.findings()))


def write_json(found: Reconciliation, file: TextIO) -> None:
    """One object; amounts are minor units, moments are UTC."""
    head = {
        "balanced": found.balanced,
        "account": found.account,
        "since": found.question.since.isoformat(),
        "until": found.question.until.isoformat(),
        "resumed": found.resumed,
        "figures": found.figures,
        "counts": found.counts,
        "days": [asdict(day) for day in found.days],
        "payouts": [dict(zip(("status", "currency", "count", "amount"), row, strict=True)) for row in found.payouts],
        "work": asdict(found.work),
        "notes": found.notes,
    }
    file.write(json.dumps(head, indent=2)[:-2] + ',\n  "findings": [')
    for number, finding in enumerate(found.findings()):
        file.write(",\n    " if number else "\n    ")
        file.write(json.dumps(_plain(finding)))
    file.write("\n  ]\n}\n")


def _plain(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind.id,
        "id": finding.id,
        "at": finding.at.isoformat() if finding.at else None,
        "says": finding.kind.says,
        "stripe": finding.stripe,
        "ledger": finding.ledger,
        "cause": finding.kind.cause,
        "next": finding.next,
    }
