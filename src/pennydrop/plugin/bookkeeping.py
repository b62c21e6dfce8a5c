"""Closes the books after every scenario that has passed, and says at the end of the run what was not checked."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from pennydrop.errors import DatabaseUnreachable
from pennydrop.plugin.recorder import EVIDENCE
from pennydrop.plugin.scenario import ScenarioItem

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

    from pennydrop.bookkeeping.bookkeeper import Bookkeeper, Sources
    from pennydrop.bookkeeping.chart import Chart
    from pennydrop.bookkeeping.incidents import Incidents
    from pennydrop.ledger import Ledger
    from pennydrop.settings import Settings

CLOSED = "pennydrop_books_closed_ms"
SUSPENDED = "pennydrop_books_suspended"
UNCHECKED = "pennydrop_books_unchecked"
USED = pytest.StashKey[dict[str, Any]]()
"""The fixtures a scenario's steps have asked for, by name: pytest knows only those of a test's own arguments."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """The switch."""
    parser.addoption(
        "--no-books",
        action="store_true",
        help="do not close the books after each scenario: only the scenario's own steps decide",
    )


@pytest.fixture(scope="session")
def chart() -> Chart | None:
    """What the shop's books are kept in; a suite replaces this fixture by one of its own."""
    return None


@pytest.fixture
def bookkeeper(request: pytest.FixtureRequest, settings: Settings) -> Bookkeeper:
    """Closes the books of this scenario; a Given that is about an imbalance tells it which rules to suspend."""
    from pennydrop.bookkeeping.bookkeeper import Bookkeeper
    from pennydrop.bookkeeping.incidents import Incidents

    incidents = Incidents(settings.site)
    if evidence := request.node.stash.get(EVIDENCE, None):
        evidence.each_browser(incidents.watch)
    began = datetime.now(UTC)
    return Bookkeeper(lambda: _sources(request, settings, began, incidents))


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest
) -> Generator[None, object, object]:
    """Remember what a scenario uses."""
    value = yield
    if isinstance(request.node, ScenarioItem):
        request.node.stash.setdefault(USED, {})[fixturedef.argname] = value
    return value


@pytest.hookimpl(trylast=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Engage the bookkeeper before the first browser opens."""
    if isinstance(item, ScenarioItem) and not item.config.getoption("no_books"):
        item._request.getfixturevalue("bookkeeper")


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """Close the books of a scenario whose steps have all passed: it fails if they do not balance."""
    yield
    if isinstance(item, ScenarioItem) and not item.config.getoption("no_books"):
        _close(item)


def _close(item: ScenarioItem) -> None:
    bookkeeper: Bookkeeper = item._request.getfixturevalue("bookkeeper")
    began = time.perf_counter()
    bookkeeper.close()
    item.user_properties.append((CLOSED, f"{1000 * (time.perf_counter() - began):.1f}"))
    item.user_properties += [(SUSPENDED, f"{rule} {why}") for rule, why in bookkeeper.suspended.items()]
    item.user_properties += [(UNCHECKED, reason) for reason in bookkeeper.unchecked]


def _sources(request: pytest.FixtureRequest, settings: Settings, began: datetime, incidents: Incidents) -> Sources:
    """Only what the scenario has used is asked: nothing was bought in one that has not met Stripe."""
    from pennydrop.bookkeeping.bookkeeper import Sources
    from pennydrop.bookkeeping.facts import Somebody
    from pennydrop.bookkeeping.sources import letter_of

    used = request.node.stash.get(USED, {})
    evidence = request.node.stash[EVIDENCE]
    sources = Sources(began, incidents=incidents.seen)
    if "cast" not in used:
        return sources
    cast = used["cast"]
    sources.people = lambda: [Somebody(it.id, it.name, it.email.lower()) for it in cast]
    sources.tag = cast.tag.lower()
    sources.sessions = lambda: evidence.correlation.sessions
    sources.webhook_secret = settings.webhook_secret.get_secret_value()
    sources.chart = request.getfixturevalue("chart")
    sources.ledger = _ledger(request) if sources.chart else None
    if "purchase" in used:
        sources.settle = used["purchase"].settle
        sources.gateway = request.getfixturevalue("gateway")
        sources.relay = request.getfixturevalue("relay")
        postbag = request.getfixturevalue("postbag")
        sources.letters = lambda: map(letter_of, postbag.whole())
    return sources


def _ledger(request: pytest.FixtureRequest) -> Ledger | None:
    """``None`` where the run has no database, and the scenario has not needed one."""
    ledger: Ledger = request.getfixturevalue("ledger")
    try:
        ledger.describe()
    except DatabaseUnreachable:
        if ledger.given:
            raise
        return None
    return ledger


class Account:
    """What was checked in the whole run: adds up the reports, those of pytest-xdist workers too."""

    def __init__(self, reports: list[pytest.TestReport]) -> None:
        told = [
            (name, str(value)) for report in reports if report.when == "call" for name, value in report.user_properties
        ]
        self.closed = sum(name == CLOSED for name, _ in told)
        self.suspended = Counter(value for name, value in told if name == SUSPENDED)
        self.unchecked = Counter(value for name, value in told if name == UNCHECKED)

    def lines(self) -> Iterator[str]:
        """For the summary: nothing where no books were closed."""
        from pennydrop.bookkeeping.rules import RULES

        if not self.closed:
            return
        yield f"books closed: {_scenarios(self.closed)}, {len(RULES)} rules"
        for suspended, many in sorted(self.suspended.items(), key=lambda it: (int(it[0].split()[0]), it[0])):
            rule, _, because = suspended.partition(" ")
            yield f"  rule {rule} suspended in {_scenarios(many)}: {because}"
        for reason, many in sorted(self.unchecked.items()):
            yield f"  not checked in {_scenarios(many)}: {reason}"


def _scenarios(many: int) -> str:
    return f"{many} scenario{'s' if many != 1 else ''}"


def pytest_terminal_summary(terminalreporter: TerminalReporter, config: pytest.Config) -> None:
    """Say it, below the table of the scenarios."""
    if config.option.verbose < 0:
        return
    reports = [
        report
        for category in terminalreporter.stats.values()
        for report in category
        if isinstance(report, pytest.TestReport)
    ]
    for line in Account(reports).lines():
        terminalreporter.write_line(line)
