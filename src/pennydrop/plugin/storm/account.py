"""What became of the combinations: a word of its own for each, and a table at the end of the run."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from pennydrop.plugin.infrastructure import Trouble
from pennydrop.plugin.not_offered import what_is_not_offered
from pennydrop.plugin.run import run_of
from pennydrop.plugin.storm.combination import PROPERTY
from pennydrop.plugin.storm.unjudged import NOT_JUDGED, WORDS, kind_of, why
from pennydrop.storm.disturbance import Disturbance

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

WITHOUT_ROWS = "rows not compared: the run has no database (PENNYDROP_DATABASE_URL)"
COLUMNS = ("passed", "failed", "not applicable", "not offered", "not judged", "no verdict")


@dataclass
class Row:
    """What became of one disturbance's combinations, and the seconds they took."""

    verdicts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def run(self) -> int:
        return self.verdicts["passed"] + self.verdicts["failed"]

    def __add__(self, other: Row) -> Row:
        return Row(self.verdicts + other.verdicts, self.seconds + other.seconds)


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, tuple[str, dict[str, bool]]] | None:
    """Count it apart: ``-`` in the progress line for what does not apply, ``?`` for what cannot be judged."""
    if kind := kind_of(report):
        word, letter = WORDS[kind]
        return word, letter, (word.upper(), {"cyan": True})
    return None


def pytest_terminal_summary(terminalreporter: TerminalReporter, config: pytest.Config) -> None:
    """Print the table, and why combinations were not judged."""
    reports = [report for category in terminalreporter.stats.values() for report in category if name_in(report)]
    if not reports or config.option.verbose < 0:
        return
    terminalreporter.ensure_newline()
    terminalreporter.section("storm")
    for line in (*table(reports), *unjudged(reports)):
        terminalreporter.write_line(line)
    if not run_of(config).settings.has_database:
        terminalreporter.write_line(WITHOUT_ROWS)


def name_in(report: object) -> str | None:
    """The disturbance's name in the report of a combination."""
    return next((str(value) for name, value in getattr(report, "user_properties", ()) if name == PROPERTY), None)


def rows(reports: Iterable[pytest.TestReport]) -> dict[str, Row]:
    """By the disturbance's name. Setup, call and tear-down of a combination count as one, by the worst of them."""
    worst: dict[tuple[str, str], str] = {}
    found: dict[str, Row] = defaultdict(Row)
    for report in reports:
        key = name_in(report) or "", report.nodeid
        worst[key] = max(worst.get(key, "passed"), verdict(report), key=COLUMNS.index)
        found[key[0]].seconds += report.duration
    for (name, _), word in worst.items():
        found[name].verdicts[word] += 1
    return dict(found)


def verdict(report: pytest.TestReport) -> str:
    """One of ``COLUMNS``."""
    if report.failed:
        return "no verdict" if Trouble.in_report(report) else "failed"
    if report.skipped:
        kind = kind_of(report)
        return WORDS[kind][0] if kind else "not offered" if what_is_not_offered(report) else "no verdict"
    return "passed"


def table(reports: list[pytest.TestReport]) -> Iterator[str]:
    """The undisturbed runs, then each disturbance, then all disturbed ones together."""
    found = rows(reports)
    undisturbed = found.pop(Disturbance.name, Row())
    together = sum(found.values(), Row())
    lines = {f"({Disturbance.name})": undisturbed, **dict(sorted(found.items())), "all disturbances": together}
    width = max(map(len, lines))
    yield f"{'':<{width}}     run  {'  '.join(COLUMNS)}      time"
    for name, row in lines.items():
        counts = "  ".join(f"{row.verdicts[column]:{len(column)}}" for column in COLUMNS)
        yield f"{name:<{width}}  {row.run:6}  {counts}  {row.seconds:6.1f} s"
    counted = together.verdicts
    yield (
        f"{together.run} combination{'s' if together.run != 1 else ''} run: {counted['passed']} passed,"
        f" {counted['failed']} failed; {counted['not applicable']} not applicable"
    )


def unjudged(reports: Iterable[pytest.TestReport]) -> Iterator[str]:
    """Each undisturbed run that has not passed, once, with what it said."""
    reasons = {report.nodeid.rpartition("[")[0]: why(report) for report in reports if kind_of(report) == NOT_JUDGED}
    if reasons:
        yield "not judged, because the undisturbed run has not passed:"
    yield from (f"  {scenario}: {reason}" for scenario, reason in sorted(reasons.items()))
