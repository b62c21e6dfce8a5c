"""Running: in order, whatever breaks, and with what was seen when somebody loses patience."""

from __future__ import annotations

from datetime import date

import pytest

from pennydrop.errors import SiteUnreachable
from pennydrop.golive.check import Check, by_hand, failed, passed
from pennydrop.golive.examination import Examination
from pennydrop.golive.finding import State
from pennydrop.golive.runner import examine, run
from pennydrop.golive.signoffs import Signoff, add_signoff
from pennydrop.settings import Settings
from tests.golive.core.conftest import NOW, answering, breaking

FINE = passed("seen")
OPEN = by_hand("a person has to look", mend="look")
ANN = Signoff("Ann", date(2026, 11, 1), "looked")
SECRET = "sk_" + "live_0123456789abcdef"


class Recorder:
    def __init__(self) -> None:
        self.begun: list[str] = []
        self.errors: list[Exception] = []

    def begins(self, check: Check) -> None:
        self.begun.append(check.id)

    def crashed(self, check: Check, error: Exception) -> None:
        self.errors.append(error)


def test_checks_run_in_the_order_given(examination: Examination) -> None:
    recorder = Recorder()
    findings = run(examination, [answering(FINE, id) for id in "cab"], {}, observer=recorder)
    assert [finding.check.id for finding in findings] == recorder.begun == ["c", "a", "b"]


def test_a_check_that_breaks_has_failed_and_the_others_go_on(examination: Examination) -> None:
    recorder, error = Recorder(), KeyError(f"key {SECRET}")
    broken, fine = run(examination, [breaking(error), answering(FINE, "b")], {}, observer=recorder)

    assert (broken.state, fine.state) == (State.FAILED, State.PASSED)
    assert "the check a itself broke: KeyError" in broken.evidence
    assert "0123456789abcdef" not in broken.evidence
    assert "Traceback" not in broken.evidence
    assert recorder.errors == [error]


@pytest.mark.parametrize("error", [SiteUnreachable("nobody there"), AssertionError("nobody there")])
def test_what_could_not_be_looked_at_is_a_failure_and_no_crash(examination: Examination, error: Exception) -> None:
    recorder = Recorder()
    (finding,) = run(examination, [breaking(error)], {}, observer=recorder)
    assert (finding.state, finding.evidence) == (State.FAILED, "could not look: nobody there")
    assert recorder.errors == []


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("https://shop.test/a does not answer: refused", "https://shop.test/b/c?d does not answer: refused"),
        ("https://shop.test does not answer: refused", "https://shop.test/ does not answer: refused"),
        ("refuses the key (Request req_abc1: Invalid API Key)", "refuses the key (Request req_Xyz2: Invalid API Key)"),
    ],
)
def test_who_meets_the_same_trouble_again_waits_on_who_met_it_first(
    examination: Examination, first: str, then: str
) -> None:
    checks = [breaking(SiteUnreachable(first), "a"), answering(FINE, "b"), breaking(SiteUnreachable(then), "c")]
    one, _, other = run(examination, checks, {})
    assert (one.state, one.answer.waits_on) == (State.FAILED, "")
    assert (other.state, other.answer.waits_on) == (State.WAITING, "a")
    assert other.in_the_way


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("https://shop.test/a does not answer: refused", "https://other.test/a does not answer: refused"),
        ("https://shop.test/a does not answer: refused", "https://shop.test/a does not answer: timed out"),
    ],
)
def test_another_trouble_is_another_failure(examination: Examination, first: str, then: str) -> None:
    checks = [breaking(SiteUnreachable(first), "a"), breaking(SiteUnreachable(then), "b")]
    assert [finding.state for finding in run(examination, checks, {})] == [State.FAILED, State.FAILED]


def test_a_check_that_writes_is_run_only_when_allowed(settings: Settings, examination: Examination) -> None:
    check = answering(FINE, writes=True)
    (kept,) = run(examination, [check], {"a": ANN})
    (done,) = run(Examination(settings, writing=True, now=NOW), [check], {})

    assert (kept.state, kept.mend) == (State.NOT_LOOKED_AT, "run again with --write")
    assert kept.in_the_way
    assert done.state is State.PASSED


def test_the_time_of_each_check_is_taken(examination: Examination) -> None:
    clock = iter([10.0, 10.5])
    (finding,) = run(examination, [answering(FINE)], {}, clock=lambda: next(clock))
    assert finding.seconds == 0.5


@pytest.mark.parametrize(
    ("signoff", "state", "says"),
    [
        (None, State.OPEN, "a person has to look"),
        (ANN, State.SIGNED, "signed off by Ann, 2026-11-01: looked"),
        (Signoff("Ann", date(2026, 11, 1), "x", date(2026, 11, 23)), State.SIGNED, "Ann, 2026-11-01, until 2026-11-23"),
        (Signoff("Ann", date(2026, 11, 1), "x", date(2026, 11, 22)), State.OPEN, "which ended on 2026-11-22"),
    ],
)
def test_a_sign_off_counts_while_it_holds(
    examination: Examination, signoff: Signoff | None, state: State, says: str
) -> None:
    (finding,) = run(examination, [answering(OPEN)], {"a": signoff} if signoff else {})
    assert (finding.state, finding.in_the_way) == (state, state is State.OPEN)
    assert says in finding.evidence
    assert ("pennydrop golive sign a" in finding.mend) == (state is State.OPEN)


def test_a_sign_off_does_not_outvote_what_a_program_sees(examination: Examination) -> None:
    (finding,) = run(examination, [answering(failed("wrong", mend="mend"))], {"a": ANN})
    assert finding.state is State.FAILED
    assert "the sign-off of Ann does not count" in finding.evidence


def test_ctrl_c_ends_with_what_was_seen(examination: Examination) -> None:
    checks = [answering(FINE, "a"), breaking(KeyboardInterrupt(), "b"), answering(FINE, "c")]
    report = examine(examination, checks, known="abc")

    assert [finding.state for finding in report.findings] == [State.PASSED, State.NOT_LOOKED_AT, State.NOT_LOOKED_AT]
    assert report.interrupted
    assert report.verdict == "no-go"


def test_sign_offs_of_checks_that_are_gone_are_told(examination: Examination) -> None:
    for id in ("z", "a"):
        add_signoff(examination.golive.signoffs, id, ANN)
    assert examine(examination, [answering(FINE)], known="a").strays == ("z",)
