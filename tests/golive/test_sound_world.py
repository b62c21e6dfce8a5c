"""No false alarms: on a site in good order every check passes, has nothing to look at, or waits for a person."""

from __future__ import annotations

import pytest

from pennydrop.golive.catalogue import CHECKS
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
