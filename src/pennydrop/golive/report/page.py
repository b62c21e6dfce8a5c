"""The report as one HTML page that needs nothing else: no script, no font, no picture from anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from importlib.resources import files
from string import Template

from pennydrop.golive.finding import Finding, State
from pennydrop.golive.report.model import Report, done

CLASSES = {
    State.PASSED: "passed",
    State.SIGNED: "signed",
    State.WARNED: "warning",
    State.FAILED: "failed",
    State.WAITING: "waiting",
    State.OPEN: "open",
    State.NOT_LOOKED_AT: "unlooked",
    State.NOT_APPLICABLE: "inapplicable",
}
SIGNS = dict.fromkeys((State.PASSED, State.SIGNED, State.WARNED), "✓") | {
    State.FAILED: "!",
    State.WAITING: "?",
    State.NOT_APPLICABLE: "–",  # noqa: RUF001 - a dash in a box
}


def as_page(report: Report) -> str:
    """The whole page. Every value is escaped."""
    template = Template(files(__package__).joinpath("page.html").read_text(encoding="utf-8"))
    return template.substitute(
        verdict=escape(report.verdict.capitalize()),
        tone="go" if report.clear else "no-go",
        site=escape(report.site),
        profile=escape(report.profile),
        at=f"{report.at:%Y-%m-%d %H:%M} UTC",
        counts="".join(f'<li class="{CLASSES[state]}">{count} {state}</li>' for state, count in report.counts.items()),
        way=_way(report),
        sections="\n".join([*_sections(report), *_final(report), *_steps(report)]),
    )


def _way(report: Report) -> str:
    lines = [
        f"<li>{_link(cause)} {escape(cause.check.says)}{_and_what_waits(waiting)}</li>"
        for cause, waiting in report.causes
    ]
    lines += [f"<li>{_prose(item.line.says)}: {escape(item.evidence)}</li>" for item in report.unproven]
    if report.interrupted:
        lines.append("<li>Interrupted: what was not looked at counts as open.</li>")
    return f'<div class="way"><strong>In the way</strong><ul>{"".join(lines)}</ul></div>' if lines else ""


def _and_what_waits(waiting: Iterable[Finding]) -> str:
    links = ", ".join(map(_link, waiting))
    return f"<p>On it {'wait' if ',' in links else 'waits'} {links}</p>" if links else ""


def _link(finding: Finding) -> str:
    id = escape(finding.check.id)
    return f'<a href="#{id}"><code>{id}</code></a>'


def _sections(report: Report) -> Iterable[str]:
    for section, findings in report.sections:
        yield _card(section.value, done(findings), (_item(report, finding) for finding in findings))


def _item(report: Report, finding: Finding) -> str:
    check = finding.check
    head = f'{escape(check.says)} <code class="id">{escape(check.id)}</code>'
    if report.follows(finding):
        return _row(finding.state, head, f"<p>waits on {_link(report.cause_of(finding))}</p>", id=check.id)
    mend = f'<p class="mend">{escape(finding.mend)}</p>' if finding.mend else ""
    return _row(finding.state, head, f"<p>{escape(finding.evidence)}</p>{mend}", id=check.id)


def _final(report: Report) -> Iterable[str]:
    if report.conclusions:
        rows = (
            _row(item.state, _prose(item.line.says), f"<p>{escape(item.evidence)}</p>") for item in report.conclusions
        )
        yield _card("Final go-live checklist", "", rows)


def _steps(report: Report) -> Iterable[str]:
    if report.steps:
        rows = (_step(step.says, step.command) for step in report.steps)
        yield _card("Going live", "", rows, tag="ol")


def _step(says: str, command: str) -> str:
    shown = f"<p><code>{escape(command)}</code></p>" if command else ""
    return f'<li><div class="box"></div><div class="item">{_prose(says)}{shown}</div></li>'


def _prose(text: str) -> str:
    """A sentence of the checklist, its `code` as such."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


def _card(title: str, note: str, rows: Iterable[str], tag: str = "ul") -> str:
    body = "".join(rows)
    return f'<h2>{escape(title)}<small>{escape(note)}</small></h2>\n<{tag} class="card">{body}</{tag}>'


def _row(state: State, head: str, body: str, *, id: str = "") -> str:
    anchor = f' id="{escape(id)}"' if id else ""
    box = f'<div class="box" aria-hidden="true">{SIGNS.get(state, "")}</div>'
    item = f'<div class="item">{head}{body}</div><div class="state">{state}</div>'
    return f'<li class="{CLASSES[state]}"{anchor}>{box}{item}</li>\n'
