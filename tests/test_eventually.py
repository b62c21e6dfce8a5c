"""Waiting: until it holds, not longer than the deadline, and never in silence about what was seen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pennydrop.eventually import DeadlinePassed, Patience, eventually


class FakeClock:
    """Time that passes only when somebody pauses."""

    def __init__(self) -> None:
        self.now = 0.0
        self.pauses: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def states() -> Iterator[str]:
    return iter(["pending", "pending", "paid", "refunded"])


def test_the_first_fitting_value_is_returned(clock: FakeClock, states: Iterator[str]) -> None:
    assert eventually("the order is paid", lambda: next(states), lambda state: state == "paid", clock=clock) == "paid"
    assert len(clock.pauses) == 2


def test_what_holds_at_once_costs_no_time(clock: FakeClock) -> None:
    assert eventually("it is there", lambda: 7, clock=clock) == 7
    assert clock.now == 0


def test_a_deadline_that_passes_tells_what_was_seen_last(clock: FakeClock) -> None:
    with pytest.raises(DeadlinePassed, match=r"the order is paid: not within .*Last seen: 'pending'") as late:
        eventually("the order is paid", lambda: "pending", lambda state: state == "paid", clock=clock)
    assert late.value.last == "pending"
    assert late.value.attempts == len(clock.pauses) + 1
    assert late.value.elapsed == pytest.approx(Patience().deadline)


def test_an_assertion_means_not_yet(clock: FakeClock) -> None:
    def look() -> str:
        assert clock.now > 1, "no such row"
        return "a row"

    assert eventually("the row is there", look, clock=clock) == "a row"


def test_the_last_assertion_is_told(clock: FakeClock) -> None:
    def look() -> None:
        raise AssertionError("no such row")

    with pytest.raises(DeadlinePassed, match="Last seen: AssertionError: no such row"):
        eventually("the row is there", look, clock=clock)


def test_any_other_error_passes_at_once(clock: FakeClock) -> None:
    def look() -> None:
        raise ConnectionError("the server is gone")

    with pytest.raises(ConnectionError):
        eventually("it answers", look, clock=clock)
    assert not clock.pauses


def test_looks_become_rarer_but_not_rarer_than_the_slowest(clock: FakeClock) -> None:
    with pytest.raises(DeadlinePassed):
        eventually("never", lambda: False, patience=Patience(5.0, 0.1, 0.4), clock=clock)
    assert clock.pauses[:5] == pytest.approx([0.1, 0.15, 0.225, 0.3375, 0.4])
    assert max(clock.pauses) == 0.4


def test_a_known_pause_replaces_guessing(clock: FakeClock) -> None:
    eventually(
        "a second has passed", lambda: clock.now, lambda now: now >= 1, pause_after=lambda now: 1 - now, clock=clock
    )
    assert clock.pauses == [1.0]


def test_a_known_pause_is_never_too_short_to_rest(clock: FakeClock) -> None:
    with pytest.raises(DeadlinePassed):
        eventually("never", lambda: 1, until=lambda _: False, pause_after=lambda _: 0.0, clock=clock)
    assert min(clock.pauses[:-1]) == Patience().interval


def test_the_last_look_is_at_the_deadline_not_after_it(clock: FakeClock) -> None:
    with pytest.raises(DeadlinePassed):
        eventually("never", lambda: False, patience=Patience(1.0, 0.3, 0.3), clock=clock)
    assert clock.now == pytest.approx(1.0)
