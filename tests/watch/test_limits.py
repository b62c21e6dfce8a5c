"""Times as people write them, and what is too many declined cards."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pennydrop.errors import SettingsError
from pennydrop.watch.declines import Declines
from pennydrop.watch.limits import Limits, seconds
from pennydrop.watch.news import span

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "meant"), [("1h", 3600), ("30m", 1800), ("1h30m", 5400), ("45s", 45), ("45", 45), ("0.5s", 0.5)]
)
def test_a_time_is_read(text: str, meant: float) -> None:
    assert seconds(text) == meant


@pytest.mark.parametrize("text", ["", "soon", "0", "1d", "-5s", "5 apples"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="write it like 1h"):
        seconds(text)


@pytest.mark.parametrize(("time", "text"), [(0.5, "0.5 s"), (45, "45 s"), (3600, "1 h"), (5430, "1 h 30 min 30 s")])
def test_a_time_is_written(time: float, text: str) -> None:
    assert span(time) == text


def test_a_few_declined_cards_are_normal() -> None:
    declines = Declines(Limits(3600))
    for _ in range(4):
        declines.count(NOON, declined=True)
    for _ in range(100):
        declines.count(NOON, declined=False)
    declines.count(NOON, declined=True)
    assert declines.alarm(NOON) == ""


def test_a_spike_is_told_once_until_it_has_ended() -> None:
    declines = Declines(Limits(3600))
    for _ in range(6):
        declines.count(NOON, declined=True)
    assert declines.alarm(NOON) == "6 of 6 attempts of the last 10 minutes were declined"
    assert declines.alarm(NOON) == ""
    later = NOON + timedelta(minutes=11)
    assert declines.alarm(later) == ""
    for _ in range(5):
        declines.count(later, declined=True)
    assert declines.alarm(later) == "5 of 5 attempts of the last 10 minutes were declined"
    assert declines.total == 11
