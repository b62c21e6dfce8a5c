"""Periods, as people write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pennydrop.errors import SettingsError
from pennydrop.reconcile.question import asked, moment

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7d", datetime(2026, 11, 16, 12, 0, tzinfo=UTC)),
        ("12h", datetime(2026, 11, 23, 0, 0, tzinfo=UTC)),
        ("90m", datetime(2026, 11, 23, 10, 30, tzinfo=UTC)),
        ("2026-11-01", datetime(2026, 11, 1, tzinfo=UTC)),
        ("2026-11-01T09:30", datetime(2026, 11, 1, 9, 30, tzinfo=UTC)),
        ("2026-11-01T09:30+02:00", datetime(2026, 11, 1, 7, 30, tzinfo=UTC)),
    ],
)
def test_ages_and_moments_are_utc(text: str, expected: datetime) -> None:
    assert moment(text, NOW) == expected


@pytest.mark.parametrize("text", ["a week", "7", "7w", "-1d", "2026-13-01"])
def test_anything_else_is_answered_with_what_to_write(text: str) -> None:
    with pytest.raises(SettingsError, match="7d, 12h or 90m"):
        moment(text, NOW)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(SettingsError, match="has to be earlier than --until"):
        asked("1d", "2d", timedelta(), NOW)


def test_without_an_end_it_ends_now() -> None:
    question = asked("7d", None, timedelta(minutes=15), NOW)
    assert (question.until, question.settled) == (NOW, NOW - timedelta(minutes=15))
