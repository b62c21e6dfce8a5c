"""What disturbs a scenario, and what is left when it is over. Without ``--storm`` nothing does."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pennydrop.plugin.scenario import ScenarioItem
from pennydrop.plugin.storm.option import catalogue_of
from pennydrop.storm.catalogue import Catalogue
from pennydrop.storm.disturbance import Scene
from pennydrop.storm.outcome import Like
from pennydrop.storm.weather import Weather

if TYPE_CHECKING:
    from pennydrop.plugin.evidence import Evidence
    from pennydrop.sameness import EndState
    from pennydrop.settings import Settings


@pytest.fixture
def scene(request: pytest.FixtureRequest) -> Iterator[Scene]:
    """What the disturbance of the storm can reach, and what it has told."""
    scene = Scene(request)
    with scene.until_the_end:
        yield scene


@pytest.fixture
def disturbance(request: pytest.FixtureRequest, scene: Scene) -> Weather:
    """What disturbs this scenario's purchases: the parameter that ``--storm`` gave it, and what its steps add."""
    weather = Weather()
    if kind := getattr(request, "param", None):
        weather.add(kind(), scene)
    return weather


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Tell the disturbance that the steps have passed; as the innermost wrapper, for the books are still open then."""
    result = yield
    if isinstance(pyfuncitem, ScenarioItem):
        request = pyfuncitem._request
        request.getfixturevalue("disturbance").ending(request.getfixturevalue("scene"))
    return result


@pytest.fixture(scope="session")
def disturbances(pytestconfig: pytest.Config) -> Catalogue:
    """Every disturbance by its name."""
    return catalogue_of(pytestconfig)


@pytest.fixture
def end_state(request: pytest.FixtureRequest, settings: Settings, evidence: Evidence) -> Callable[[Like], EndState]:
    """Takes what there is of this scenario's people now: rows, mails, payments. Ask when the system is quiet.

    To compare with the moment before the payment, take every Checkout for paid: the site has its records of it then.
    Where the run has no database there are no rows, and the summary says so.
    """

    def take(like: Like) -> EndState:
        from pennydrop import sameness

        gateway, sessions = request.getfixturevalue("gateway"), evidence.correlation.sessions
        payments = [gateway.payment(session_id) for session_id in sessions]
        if like is Like.BEFORE_PAYING:
            payments = [replace(payment, payment_status="paid") for payment in payments]
        return sameness.take(
            request.getfixturevalue("ledger") if settings.has_database else None,
            request.getfixturevalue("cast"),
            request.getfixturevalue("postbag").whole(),
            payments,
            session_ids=sessions,
        )

    return take
