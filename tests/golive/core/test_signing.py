"""Only what is open for a person can be signed off."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pennydrop.errors import CheckUnknown, SignoffRefused
from pennydrop.golive.catalogue import find_check
from pennydrop.golive.check import Answer, Check, Section, by_hand, failed, not_applicable, passed, warned
from pennydrop.golive.examination import Examination
from pennydrop.golive.signing import sign
from pennydrop.golive.signoffs import read_signoffs
from pennydrop.settings import Settings
from tests.golive.core.conftest import NOW, answering

OPEN = by_hand("a person has to look", mend="look")


def test_what_is_open_is_signed_off_as_of_today(examination: Examination) -> None:
    signoff = sign(examination, answering(OPEN), by=" Ann ", note=" seen\n")
    assert signoff == read_signoffs(Path("golive-signoffs.toml"))["a"]
    assert (signoff.by, signoff.note, signoff.on, signoff.until) == ("Ann", "seen", date(2026, 11, 23), None)


@pytest.mark.parametrize("answer", [passed("x"), failed("x", mend="y"), warned("x", mend="y"), not_applicable("x")])
def test_what_a_program_can_see_is_not_signed_off(examination: Examination, answer: Answer) -> None:
    with pytest.raises(SignoffRefused, match=rf"a is not for a person .* {answer.verdict}: x"):
        sign(examination, answering(answer), by="Ann", note="trust me")
    assert not Path("golive-signoffs.toml").exists()


def test_what_was_not_looked_at_is_not_signed_off(examination: Examination, settings: Settings) -> None:
    check = answering(OPEN, writes=True)
    with pytest.raises(SignoffRefused, match="add --write"):
        sign(examination, check, by="Ann", note="x")

    assert sign(Examination(settings, writing=True, now=NOW), check, by="Ann", note="x").by == "Ann"


def test_some_have_to_be_looked_at_again(examination: Examination) -> None:
    check = Check("a", Section.SECURITY, "A.", lambda examination: OPEN, holds_days=30)
    assert sign(examination, check, by="Ann", note="x").until == date(2026, 12, 23)
    assert sign(examination, check, by="Ann", note="x", until=date(2026, 12, 1)).until == date(2026, 12, 1)


@pytest.mark.parametrize(("by", "note"), [("", "x"), ("Ann", "  ")])
def test_a_sign_off_has_a_name_and_a_reason(examination: Examination, by: str, note: str) -> None:
    with pytest.raises(SignoffRefused, match="one of them is empty"):
        sign(examination, answering(OPEN), by=by, note=note)


@pytest.mark.parametrize("by", ["ann@shop.example", "Ann, " + "sk_" + "live_0123456789abcdef"])
def test_whoever_signs_has_a_name_that_reports_may_show(examination: Examination, by: str) -> None:
    with pytest.raises(SignoffRefused, match="give the name of a person"):
        sign(examination, answering(OPEN), by=by, note="x")


def test_a_sign_off_does_not_end_before_it_begins(examination: Examination) -> None:
    with pytest.raises(SignoffRefused, match="2026-11-22 is past already; today is 2026-11-23"):
        sign(examination, answering(OPEN), by="Ann", note="x", until=date(2026, 11, 22))


def test_a_secret_in_a_note_does_not_reach_the_file(examination: Examination) -> None:
    sign(examination, answering(OPEN), by="Ann", note="rolled " + "whsec_" + "0123456789abcdef")
    assert "0123456789abcdef" not in Path("golive-signoffs.toml").read_text()


def test_an_unknown_check_is_named_with_its_neighbour() -> None:
    with pytest.raises(CheckUnknown, match=r"no check 'terms-red'; did you mean terms-read\?"):
        find_check("terms-red")
