"""The report as Markdown: the user's own list with its boxes ticked, for a pull request or a wiki."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pennydrop.golive.finding import NO_GO, Finding, State
from pennydrop.golive.report.model import Report, done

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")
_BOXES = {state: "[ ]" if state in NO_GO else "[x]" for state in State}


def as_markdown(report: Report) -> str:
    """A document whose task list shows on GitHub and GitLab."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"# Going live: {report.verdict.upper()}"
    yield ""
    yield f"{plain(report.site)}, {report.profile} profile, {report.at:%Y-%m-%d %H:%M} UTC: {report.summary}."
    if report.interrupted:
        yield "\n**Interrupted: what was not looked at counts as open.**"
    for section, findings in report.sections:
        yield f"\n## {plain(section.value)} ({done(findings)})\n"
        for finding in findings:
            yield from _item(report, finding)
    if report.conclusions:
        yield "\n## Final go-live checklist\n"
        for item in report.conclusions:
            yield f"- {_BOXES[item.state]} {item.line.says}: {plain(item.evidence)}"
    if report.steps:
        yield "\n## Going live\n"
        for number, step in enumerate(report.steps, start=1):
            yield f"{number}. {step.says}" + (f": `{step.command}`" if step.command else "")


def _item(report: Report, finding: Finding) -> Iterator[str]:
    if report.follows(finding):
        cause = report.cause_of(finding).check.id
        yield f"- [ ] `{finding.check.id}` {plain(finding.check.says)} waits on `{cause}`"
        return
    state = "" if finding.state is State.PASSED else f" **{finding.state}**"
    yield f"- {_BOXES[finding.state]} `{finding.check.id}` {plain(finding.check.says)}{state}"
    yield f"  <br>{plain(finding.evidence)}"
    if finding.mend:
        yield f"  <br>*{plain(finding.mend)}*"


def plain(text: str) -> str:
    """The text on one line, none of its signs taken for Markdown."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
