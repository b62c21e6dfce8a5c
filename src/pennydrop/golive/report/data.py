"""The report for programs, and the values every other form is made of."""

from __future__ import annotations

import json
from typing import Any

from pennydrop.golive.finding import Finding
from pennydrop.golive.report.model import Report


def as_data(report: Report) -> dict[str, Any]:
    """Plain values; times in seconds, dates as ISO 8601."""
    return {
        "site": report.site,
        "profile": report.profile,
        "at": report.at.isoformat(),
        "verdict": report.verdict,
        "clear": report.clear,
        "interrupted": report.interrupted,
        "counts": {str(state): count for state, count in report.counts.items()},
        "checks": [_finding(report, finding) for finding in report.findings],
        "final": [
            {
                "line": item.line.says,
                "state": str(item.state),
                "rests_on": item.line.rests_on,
                "evidence": item.evidence,
            }
            for item in report.conclusions
        ],
        "next": [{"step": step.says, "command": step.command or None} for step in report.steps],
        "strays": report.strays,
    }


def as_json(report: Report) -> str:
    """The same as a document."""
    return json.dumps(as_data(report), indent=2, ensure_ascii=False) + "\n"


def _finding(report: Report, finding: Finding) -> dict[str, Any]:
    signed = finding.signoff
    return {
        "id": finding.check.id,
        "section": finding.check.section.value,
        "says": finding.check.says,
        "state": str(finding.state),
        "evidence": finding.evidence,
        "mend": finding.mend or None,
        "waits_on": finding.answer.waits_on or None,
        "cause": report.cause_of(finding).check.id if finding.in_the_way else None,
        "seconds": round(finding.seconds, 3),
        "signoff": signed
        and {
            "by": signed.by,
            "on": str(signed.on),
            "note": signed.note,
            "until": str(signed.until) if signed.until else None,
        },
    }
