"""Parts start at the same time where they can, in order where they must, and all end when one fails."""

from __future__ import annotations

from collections.abc import Collection
from threading import Barrier, Event

import pytest

from pennydrop.errors import ProcessDied
from pennydrop.stack.part import Part
from pennydrop.stack.startup import in_order, start_all, stop_all
from tests.stack.conftest import MakeSettings


class Recorder:
    """Makes parts that write down what happens to them."""

    def __init__(self, make_settings: MakeSettings) -> None:
        self.happened: list[str] = []
        self._settings = make_settings()

    def part(self, name: str, after: Collection[str] = (), start: object = None) -> Part:
        happened = self.happened

        class Fake(Part):
            label = name

            def start(self) -> None:
                if callable(start):
                    start()
                happened.append(f"+{name}")

            def stop(self) -> None:
                happened.append(f"-{name}")

        Fake.after = frozenset(after)
        return Fake(self._settings)


@pytest.fixture
def recorder(make_settings: MakeSettings) -> Recorder:
    return Recorder(make_settings)


def test_a_part_starts_after_those_it_needs(recorder: Recorder) -> None:
    start_all([recorder.part("webhooks", {"Stripe", "relay"}), recorder.part("Stripe"), recorder.part("relay")])
    assert recorder.happened[-1] == "+webhooks"
    assert {*recorder.happened} == {"+webhooks", "+Stripe", "+relay"}


def test_a_need_that_this_run_does_not_have_is_no_obstacle(recorder: Recorder) -> None:
    start_all([recorder.part("database", {"site"})])
    assert recorder.happened == ["+database"]


def test_independent_parts_start_at_the_same_time(recorder: Recorder) -> None:
    both_are_starting = Barrier(2, timeout=10)
    start_all([recorder.part(name, start=both_are_starting.wait) for name in ("site", "mailbox")])
    assert {*recorder.happened} == {"+site", "+mailbox"}


def test_the_first_error_stops_all_and_is_raised(recorder: Recorder) -> None:
    stopped = Event()

    def fail() -> None:
        raise ProcessDied("the relay ended with exit code 1")

    slow = recorder.part("site", start=lambda: stopped.wait(10))
    slow.stop = stopped.set  # type: ignore[method-assign]
    with pytest.raises(ProcessDied, match="the relay ended"):
        start_all([slow, recorder.part("relay", start=fail), recorder.part("webhooks", {"relay"})])
    assert stopped.is_set()
    assert "+webhooks" not in recorder.happened


def test_ctrl_c_stops_all(recorder: Recorder) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        start_all([recorder.part("site"), recorder.part("relay", {"site"}, start=interrupt)])
    assert recorder.happened[-2:] == ["-relay", "-site"]


def test_parts_stop_in_reverse_order(recorder: Recorder) -> None:
    stop_all([recorder.part("webhooks", {"relay"}), recorder.part("relay"), recorder.part("database", {"webhooks"})])
    assert recorder.happened == ["-database", "-webhooks", "-relay"]


def test_a_circle_of_needs_is_a_mistake_that_is_told(recorder: Recorder) -> None:
    with pytest.raises(RuntimeError, match="in a circle"):
        in_order([recorder.part("a", {"b"}), recorder.part("b", {"a"})])
