"""No false alarms: on a site in good order every check passes, has nothing to look at, or waits for a person."""

from __future__ import annotations

import pytest

from pennydrop.golive.catalogue import CHECKS, find_check
from pennydrop.golive.check import Check, Verdict
from pennydrop.golive.examination import Examination
from pennydrop.golive.rehearsal.world import World


@pytest.fixture(scope="module")
def examination(production: World) -> Examination:
    """One for all checks, as `pennydrop golive --write` has it."""
    return Examination(production.settings, writing=True)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_a_sound_site_gives_no_alarm(examination: Examination, check: Check) -> None:
    answer = examination.answer(check)
    assert answer.verdict in (Verdict.PASS, Verdict.MANUAL, Verdict.NOT_APPLICABLE), answer


def test_the_session_cookie_is_seen_where_somebody_really_logs_in(production: World, examination: Examination) -> None:
    answer = examination.answer(find_check("session-cookie"))
    assert (answer.verdict, answer.evidence) == (Verdict.PASS, "sessionid: Secure, HttpOnly, SameSite=Lax")

    reading = Examination(production.settings).answer(find_check("session-cookie"))
    assert (reading.verdict, reading.mend) == (Verdict.MANUAL, "run again with --write")
