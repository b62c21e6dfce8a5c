"""The report for a terminal, a pipe or a log: the list with its boxes, then whether to go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType
from rich.text import Text

from pennydrop.golive.finding import Finding, State
from pennydrop.golive.report.model import Report, done

INDENT, NARROWEST = 2, 30  # columns
STYLES = {
    State.PASSED: "green",
    State.SIGNED: "green",
    State.WARNED: "yellow",
    State.FAILED: "bold red",
    State.WAITING: "red",
    State.OPEN: "bold magenta",
    State.NOT_LOOKED_AT: "magenta",
    State.NOT_APPLICABLE: "dim",
}


def draw(report: Report) -> Iterator[RenderableType]:
    """What rich prints, one below the other."""
    when = report.at.strftime("%Y-%m-%d %H:%M UTC")
    yield Text(f"Going live: {report.site} ({report.profile} profile), {when}", style="bold")
    for section, findings in report.sections:
        yield Text()
        yield Text.assemble((section.value, "bold underline"), (f"  {done(findings)}", "dim"))
        yield from (_item(report, finding) for finding in findings)
    if report.conclusions:
        yield Text()
        yield Text("Final go-live checklist", style="bold underline")
        for line in report.conclusions:
            yield _Row(line.box, STYLES[line.state], (Text(line.line.says), Text(line.evidence, style="dim")))
    yield Text()
    yield from _verdict(report)


def _item(report: Report, finding: Finding) -> RenderableType:
    style = STYLES[finding.state]
    head = Text.assemble((finding.check.id, "bold"), "  ", finding.check.says)
    if report.follows(finding):
        head.append(f"  waits on {report.cause_of(finding).check.id}", style)
        return _Row(finding.box, style, (head,))
    if finding.state in (State.WARNED, State.NOT_APPLICABLE, State.NOT_LOOKED_AT):
        head.append(f"  {finding.state}", style)
    mend = [Text(f"-> {finding.mend}", style=style)] if finding.mend else []
    return _Row(finding.box, style, (head, Text(finding.evidence, style="dim"), *mend))


@dataclass(frozen=True)
class _Row:
    """A box and, right of it, a sentence with what belongs to it. A grid of rich's would fill lines up with blanks."""

    box: str
    style: str
    texts: tuple[Text, ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        margin = INDENT + len(self.box) + 1
        box: tuple[str, str] = (f"{'':{INDENT}}{self.box} ", self.style)
        for text in filter(None, self.texts):
            for line in text.wrap(console, max(options.max_width - margin - INDENT, NARROWEST)):
                line.rstrip()
                yield Text.assemble(box, line)
                box = (" " * margin, "")


def _verdict(report: Report) -> Iterator[RenderableType]:
    for id in report.strays:
        yield Text(f"{id} is signed off and is no check: pennydrop golive unsign {id}", style="yellow")
    if report.interrupted:
        yield Text("Interrupted: what was not looked at counts as open.", style="bold red")
    yield Text(report.summary)
    yield Text(f"{report.verdict.upper()}", style="bold green" if report.clear else "bold red")
    if report.in_the_way:
        yield Text("in the way: " + ", ".join(_counted(cause, waiting) for cause, waiting in report.causes))
    for conclusion in report.unproven:
        yield Text(f"not proven: {conclusion.line.says}: {conclusion.evidence}")
    if report.steps:
        yield Text("\nGoing live", style="bold underline")
        for number, step in enumerate(report.steps, start=1):
            yield _Row(f"{number}.", "", (Text(step.says), Text(step.command and f"$ {step.command}", style="bold")))


def _counted(cause: Finding, waiting: Sequence[Finding]) -> str:
    if not waiting:
        return cause.check.id
    return f"{cause.check.id} ({len(waiting)} {'wait' if len(waiting) > 1 else 'waits'} on it)"
