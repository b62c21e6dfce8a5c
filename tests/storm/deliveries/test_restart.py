"""What comes before the restart and what after it, and when there is none."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from pennydrop.storm.deliveries.restart import Restart, RestartAndRepeat
from tests.storm.deliveries.conftest import COMPLETED, PAID, Stage


@pytest.fixture
def restarts(stage: Stage) -> list[list[str]]:
    """What the site had heard at each restart."""
    restarts: list[list[str]] = []
    stage.scene.parts["site_process"] = SimpleNamespace(restart=lambda: restarts.append(stage.site.types))
    return restarts


def test_a_restart_comes_between_two_messages(stage: Stage, restarts: list[list[str]]) -> None:
    stage.go_through(Restart(), PAID, COMPLETED)

    assert restarts == [[PAID]]
    assert stage.site.types == [PAID, COMPLETED]


def test_after_it_everything_may_come_again(stage: Stage, restarts: list[list[str]]) -> None:
    stage.go_through(RestartAndRepeat(), PAID, COMPLETED)

    assert restarts == [[PAID, COMPLETED]]
    assert stage.site.types == [PAID, COMPLETED, PAID, COMPLETED]
    assert [delivery.attempt for delivery in stage.deliveries()] == [1, 1, 2, 2]


def test_one_message_has_no_between(stage: Stage, restarts: list[list[str]]) -> None:
    stage.go_through(Restart(), COMPLETED)

    assert (restarts, stage.site.types, stage.scene.told) == ([], [COMPLETED], [])


def test_once_is_enough(stage: Stage, restarts: list[list[str]]) -> None:
    restart = RestartAndRepeat()
    stage.go_through(restart, COMPLETED)
    stage.send("charge.refunded")
    stage.look(restart)

    assert len(restarts) == 1
    assert stage.site.types[-1] == "charge.refunded"
