"""Runs the combinations: keeps how the undisturbed run ended, and judges the disturbed ones by it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from pennydrop.plugin.artifacts import Artifacts
from pennydrop.plugin.not_offered import PROPERTY as NOT_OFFERED
from pennydrop.plugin.not_offered import what_is_not_offered
from pennydrop.plugin.run import StandingWitness, run_of
from pennydrop.plugin.storm import combination as combinations
from pennydrop.plugin.storm.baseline import Baseline, Ended
from pennydrop.plugin.storm.combination import Combination
from pennydrop.plugin.storm.unjudged import leave_out, not_applicable, not_judged
from pennydrop.plugin.storm.verdict import NotTheSame, judge, what_happened
from pennydrop.storm.outcome import Like

if TYPE_CHECKING:
    from pennydrop.relay.delivery import Delivery
    from pennydrop.sameness import EndState
    from pennydrop.storm.weather import Weather

WITNESS = "Disturbance"
BEFORE_PAYING = pytest.StashKey["EndState"]()


class CutShort(Exception):
    """What follows in the scenario can only come true if the site hears of the payment."""


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Do not begin what cannot be judged, or what the disturbance does not concern."""
    if not (combination := Combination.of(item)):
        return
    item.user_properties.append((combinations.PROPERTY, combination.disturbance.name))
    if combination.undisturbed:
        return
    if not combination.disturbance.tags & combinations.tags_of(item):
        concerned = " or ".join(f"@{tag}" for tag in sorted(combination.disturbance.tags))
        not_applicable(item, f"it concerns scenarios tagged {concerned}")
    baseline = Baseline.kept(_shared(item, combination))
    if baseline.ended is Ended.NOT_OFFERED:
        leave_out(item, NOT_OFFERED, baseline.why, "not offered by this site")
    if baseline.ended is Ended.FAILED:
        not_judged(item, baseline.why)
    if baseline.messages < (needed := combination.disturbance.needs_events):
        not_applicable(item, f"it takes {needed} messages about one payment, and there are {baseline.messages}")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """Look at the end once the scenario's steps have passed and the books are closed: this is the outermost wrapper."""
    combination = Combination.of(item)
    if combination and not combination.undisturbed:
        _prepare(item, combination)
    yield
    if combination:
        _conclude(item, combination)


def _prepare(item: Any, combination: Combination) -> None:
    request, outcome = item._request, combination.disturbance.outcome
    scene = request.getfixturevalue("scene")
    tell = partial(what_happened, combination.disturbance, scene.told)
    run_of(item.config).testify(StandingWitness(WITNESS, lambda _about: tell(), rank=-1))
    if _like(combination) is Like.BEFORE_PAYING:
        take = request.getfixturevalue("end_state")
        request.getfixturevalue("disturbance").at_each_checkout = partial(_remember, item, take)
    if outcome and outcome.suspends and (bookkeeper := _fixture(request, "bookkeeper")):
        for rule, because in outcome.suspends.items():
            bookkeeper.suspend(rule, because=because)


def _like(combination: Combination) -> Like:
    outcome = combination.disturbance.outcome
    return outcome.like if outcome else Like.UNDISTURBED


def _remember(item: pytest.Item, take: Callable[[Like], EndState]) -> None:
    item.stash[BEFORE_PAYING] = take(Like.BEFORE_PAYING)


def _conclude(item: Any, combination: Combination) -> None:
    from pennydrop.sameness import EndState

    request, like = item._request, _like(combination)
    if purchase := _fixture(request, "purchase"):
        purchase.settle()  # costs nothing where the last Then has waited for it
    found = request.getfixturevalue("end_state")(like)
    if combination.undisturbed:
        messages = _messages(purchase.deliveries() if purchase else ())
        Baseline(Ended.PASSED, state=found.to_json(), messages=messages).keep(_shared(item, combination))
        return
    told = request.getfixturevalue("scene").told
    if not told:
        not_applicable(item, "nothing in this scenario gave it an occasion")
    if like is Like.BEFORE_PAYING:
        expected = item.stash[BEFORE_PAYING]
        found = replace(found, payments=expected.payments)
    else:
        expected = EndState.from_json(Baseline.kept(_shared(item, combination)).state)
    judge(combination.disturbance, told, expected, found)


def _messages(deliveries: Iterable[Delivery]) -> int:
    """The most there were about one payment."""
    of_payment: dict[str | None, set[str | None]] = {}
    for delivery in deliveries:
        of_payment.setdefault(delivery.payment_intent or delivery.object_id, set()).add(delivery.event_id)
    return max(map(len, of_payment.values()), default=0)


def _fixture(request: pytest.FixtureRequest, name: str) -> Any:
    """``None`` in a suite whose vocabulary does not have it."""
    try:
        return request.getfixturevalue(name)
    except pytest.FixtureLookupError:
        return None


@pytest.hookimpl(tryfirst=True)
def pytest_bdd_before_step(request: pytest.FixtureRequest) -> None:
    """End the scenario before its next step where the outcome says so."""
    combination = Combination.of(request.node)
    outcome = combination.disturbance.outcome if combination else None
    if outcome and outcome.cut_short:
        weather: Weather = request.getfixturevalue("disturbance")
        if weather.paying:
            raise CutShort


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_pyfunc_call() -> Generator[None, object, object]:
    """A scenario that was cut short has passed so far; the innermost wrapper, so that its books are closed."""
    try:
        return (yield)
    except CutShort:
        return True


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep that an undisturbed run has not passed; show of a difference what it is, and not who found it."""
    report = yield
    combination = Combination.of(item)
    if combination and combination.undisturbed and not report.passed and report.when != "teardown":
        missing = what_is_not_offered(report)
        ended = Baseline(Ended.NOT_OFFERED if missing else Ended.FAILED, why=missing or _first_line(report))
        ended.keep(_shared(item, combination))
    if call.excinfo and call.excinfo.errisinstance(NotTheSame) and not item.config.getoption("fulltrace"):
        report.longrepr = call.excinfo.getrepr(style="value", chain=False)
    return report


def pytest_runtest_teardown(item: pytest.Item) -> None:
    """The next scenario has another disturbance."""
    run_of(item.config).witnesses.pop(WITNESS, None)


def _first_line(report: pytest.TestReport) -> str:
    crash = getattr(report.longrepr, "reprcrash", None)
    return (crash.message if crash else str(report.longrepr)).splitlines()[0]


def _shared(item: Any, combination: Combination) -> Artifacts:
    """The folder that the combinations of a scenario share."""
    return run_of(item.config).artifacts.of_scenario(item.file, combination.base.partition("::")[2])
