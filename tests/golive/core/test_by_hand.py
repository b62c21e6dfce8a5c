"""The items for people: open until somebody signs, green when somebody has."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pennydrop.golive.check import Check
from pennydrop.golive.checks import people_signoffs, security
from pennydrop.golive.examination import Examination
from pennydrop.golive.finding import Finding, State
from pennydrop.golive.runner import examine
from pennydrop.golive.signing import sign
from pennydrop.settings import load_settings
from tests.golive.core.conftest import NOW

TODAY = NOW.date()


def finding(examination: Examination, check: Check) -> Finding:
    (found,) = examine(examination, [check], known=[check.id]).findings
    return found


@pytest.mark.parametrize("check", people_signoffs.CHECKS + security.CHECKS, ids=lambda check: check.id)
def test_an_item_for_people_is_open_until_it_is_signed_off(examination: Examination, check: Check) -> None:
    before = finding(examination, check)
    assert (before.state, before.box) == (State.OPEN, "[ ]")
    assert f"pennydrop golive sign {check.id}" in before.mend

    sign(examination, check, by="Ann", note="looked")

    after = finding(examination, check)
    assert (after.state, after.box, after.mend) == (State.SIGNED, "[x]", "")


def test_unusual_activity_has_to_be_looked_at_again_after_a_month(examination: Examination) -> None:
    check = security.unusual_activity
    sign(examination, check, by="Ann", note="nothing unusual")

    month_later = NOW + timedelta(days=30)
    assert finding(Examination(examination.settings, now=month_later), check).state is State.SIGNED
    assert finding(Examination(examination.settings, now=month_later + timedelta(days=1)), check).state is State.OPEN


@pytest.mark.parametrize("check", people_signoffs.TEXTS)
def test_the_page_to_read_is_named(monkeypatch: pytest.MonkeyPatch, check: Check) -> None:
    setting = f"PENNYDROP_GOLIVE__{check.id.partition('-')[0].upper()}_PATH"
    assert setting in finding(Examination(load_settings(), now=NOW), check).evidence

    monkeypatch.setenv(setting, "/the-page/")
    monkeypatch.setenv("PENNYDROP_SITE_URL", "https://shop.example")
    assert "https://shop.example/the-page/" in finding(Examination(load_settings(), now=NOW), check).evidence


@pytest.mark.parametrize(
    ("days", "state"),
    [(0, State.PASSED), (365, State.PASSED), (366, State.WARNED), (-1, State.FAILED)],
)
def test_an_old_webhook_secret_is_warned_of(monkeypatch: pytest.MonkeyPatch, days: int, state: State) -> None:
    created: date = TODAY - timedelta(days=days)
    monkeypatch.setenv("PENNYDROP_GOLIVE__WEBHOOK_SECRET_CREATED", str(created))
    found = finding(Examination(load_settings(), now=NOW), security.webhook_secret_age)
    assert found.state is state
    assert str(created) in found.evidence
    assert bool(found.mend) == (state is not State.PASSED)
