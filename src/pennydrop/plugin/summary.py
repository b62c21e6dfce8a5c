"""The end of a run for people: what was proven in each folder, what took long, and where to look."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import chain
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import pytest

from pennydrop.plugin.ids import is_scenario
from pennydrop.plugin.infrastructure import Trouble
from pennydrop.plugin.not_offered import what_is_not_offered
from pennydrop.plugin.run import run_of

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

SLOWEST = 3


class Verdict(IntEnum):
    """What a scenario said of the site. The greatest of its setup, call and tear-down counts."""

    PASSED = 0
    SKIPPED = 1
    NOT_OFFERED = 2
    """The site lacks what the scenario is about."""
    FAILED = 3
    NONE = 4
    """Trouble with the infrastructure."""


@dataclass
class Tally:
    """The verdicts of one folder, and the seconds its scenarios took together."""

    verdicts: Counter[Verdict] = field(default_factory=Counter)
    seconds: float = 0.0


class Outcomes:
    """Adds the reports of setup, call and tear-down up to one verdict per scenario."""

    def __init__(self, reports: Iterable[pytest.TestReport]) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.troubles: dict[str, Trouble] = {}
        self.not_offered: Counter[str] = Counter()
        """How many scenarios were left out, by what was not found."""
        self._verdicts: dict[str, Verdict] = defaultdict(lambda: Verdict.PASSED)
        for report in reports:
            self._add(report)

    def _add(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] += report.duration
        trouble = Trouble.in_report(report) if report.failed else None
        if trouble:
            self.troubles.setdefault(report.nodeid, trouble)
        if missing := what_is_not_offered(report):
            self.not_offered[missing] += report.skipped
        self._verdicts[report.nodeid] = max(self._verdicts[report.nodeid], _verdict(report, trouble))

    def by_folder(self) -> dict[str, Tally]:
        """A tally per folder of features, in alphabetical order."""
        tallies: dict[str, Tally] = defaultdict(Tally)
        for nodeid, verdict in self._verdicts.items():
            tally = tallies[str(PurePath(nodeid.partition("::")[0]).parent)]
            tally.verdicts[verdict] += 1
            tally.seconds += self.seconds[nodeid]
        return dict(sorted(tallies.items()))

    def slowest(self) -> list[tuple[str, float]]:
        """The scenarios that took longest, with their seconds."""
        return sorted(self.seconds.items(), key=lambda timed: -timed[1])[:SLOWEST]


def _verdict(report: pytest.TestReport, trouble: Trouble | None) -> Verdict:
    if trouble:
        return Verdict.NONE
    if report.skipped:
        return Verdict.NOT_OFFERED if what_is_not_offered(report) else Verdict.SKIPPED
    return Verdict.FAILED if report.failed else Verdict.PASSED


def pytest_terminal_summary(terminalreporter: TerminalReporter, config: pytest.Config) -> None:
    """Print it, below pytest's own account."""
    reports = [
        report
        for category in terminalreporter.stats.values()
        for report in category
        if isinstance(report, pytest.TestReport) and is_scenario(report.nodeid)
    ]
    if not reports or config.option.verbose < 0:
        return
    outcomes = Outcomes(reports)
    terminalreporter.ensure_newline()
    terminalreporter.section("scenarios")
    parts = (_table(outcomes), _left_out(outcomes), _slowest(outcomes), _troubles(outcomes))
    for line in chain(*parts, _not_kept(reports), _places(config)):
        terminalreporter.write_line(line)


def _table(outcomes: Outcomes) -> Iterator[str]:
    tallies = outcomes.by_folder()
    width = max(len(folder) for folder in tallies)
    yield f"{'':<{width}}  passed  failed  skipped  not offered  no verdict      time"
    for folder, tally in tallies.items():
        count = tally.verdicts
        yield (
            f"{folder:<{width}}  {count[Verdict.PASSED]:6}  {count[Verdict.FAILED]:6}  {count[Verdict.SKIPPED]:7}"
            f"  {count[Verdict.NOT_OFFERED]:11}  {count[Verdict.NONE]:10}  {tally.seconds:6.1f} s"
        )


def _left_out(outcomes: Outcomes) -> Iterator[str]:
    """What the site does not offer, and what was looked for to know that."""
    if outcomes.not_offered:
        yield "not offered by this site:"
    for missing, scenarios in sorted(outcomes.not_offered.items()):
        yield f"  {missing} ({scenarios} scenario{'s' if scenarios > 1 else ''} left out)"


def _slowest(outcomes: Outcomes) -> Iterator[str]:
    yield "slowest:"
    yield from (f"  {seconds:6.1f} s  {nodeid}" for nodeid, seconds in outcomes.slowest())


def _troubles(outcomes: Outcomes) -> Iterator[str]:
    """Each trouble once, with the scenarios that met it."""
    met: dict[str, list[str]] = defaultdict(list)
    for nodeid, trouble in outcomes.troubles.items():
        met[str(trouble)].append(nodeid)
    if met:
        yield "no verdict, because of trouble with the infrastructure:"
    for message, nodeids in met.items():
        yield from (f"  {line}" for line in message.splitlines())
        yield from (f"    met by {nodeid}" for nodeid in nodeids)


def _not_kept(reports: Iterable[pytest.TestReport]) -> Iterator[str]:
    """The first of its kind; each scenario's report tells of its own."""
    troubles = {report.nodeid: trouble for report in reports if (trouble := Trouble.besides(report))}
    if troubles:
        yield f"evidence not kept ({len(troubles)} times): {next(iter(troubles.values()))}"


def _places(config: pytest.Config) -> Iterator[str]:
    artifacts = run_of(config).artifacts.folder
    if artifacts.exists():
        yield f"screenshots and evidence of the failures: {artifacts}"
    traces = Path(config.getoption("--output", default=""))
    if config.getoption("--tracing", default="off") != "off" and traces.is_dir():
        yield f"traces: {traces}; look at one with: playwright show-trace FILE"
