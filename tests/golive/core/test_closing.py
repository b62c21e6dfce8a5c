"""The final list: each line stands or falls with the checks it rests on."""

from __future__ import annotations

import pytest

from pennydrop.golive.catalogue import CHECKS
from pennydrop.golive.check import Answer, by_hand, failed, not_applicable, passed, waiting, warned
from pennydrop.golive.closing import LINES, Conclusion, Line
from pennydrop.golive.examination import Examination
from pennydrop.golive.finding import State
from pennydrop.golive.runner import run
from pennydrop.golive.signoffs import Signoff
from tests.golive.core.conftest import NOW, answering

FINE, WARNED, ABSENT = passed("x"), warned("x", mend="y"), not_applicable("x")
WRONG, OPEN, UNTOLD = failed("x", mend="y"), by_hand("x", mend="y"), waiting("x", on="certificate")


def conclusion(examination: Examination, *answers: Answer) -> Conclusion:
    ids = [f"check-{number}" for number in range(len(answers))]
    checks = [answering(answer, id) for id, answer in zip(ids, answers, strict=True)]
    return Conclusion(Line("A line", tuple(ids)), tuple(run(examination, checks, {})))


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ((FINE, FINE), State.PASSED),
        ((FINE, ABSENT), State.PASSED),
        ((FINE, WARNED), State.WARNED),
        ((FINE, OPEN), State.OPEN),
        ((OPEN, WRONG, FINE), State.FAILED),
        ((FINE, UNTOLD), State.WAITING),
        ((OPEN, UNTOLD), State.WAITING),
        ((UNTOLD, WRONG), State.FAILED),
        ((ABSENT, ABSENT), State.OPEN),
    ],
)
def test_a_line_is_as_bad_as_the_worst_it_rests_on(
    examination: Examination, answers: tuple[Answer, ...], state: State
) -> None:
    assert conclusion(examination, *answers).state is state


def test_a_line_names_what_keeps_it_open(examination: Examination) -> None:
    assert conclusion(examination, FINE, WRONG, OPEN).evidence == "check-1 (failed), check-2 (open)"
    assert conclusion(examination, FINE, UNTOLD).evidence == "check-1 (waiting on certificate)"
    assert conclusion(examination, FINE, ABSENT).evidence == "check-0"
    assert "check-0, check-1" in conclusion(examination, ABSENT, ABSENT).evidence


def test_a_signature_does_not_make_up_for_what_was_not_looked_at(examination: Examination) -> None:
    ids = ("seen", "signed")
    checks = [answering(ABSENT, "seen"), answering(OPEN, "signed")]
    ann = {"signed": Signoff("Ann", NOW.date(), "looked")}

    assert Conclusion(Line("A line", ids), tuple(run(examination, checks, ann))).state is State.OPEN
    assert Conclusion(Line("A line", ids[1:]), tuple(run(examination, checks[1:], ann))).state is State.PASSED


def test_the_final_list_has_its_eleven_lines() -> None:
    assert len({line.says for line in LINES}) == 11


def test_each_line_rests_on_checks_that_exist() -> None:
    ids = {check.id for check in CHECKS}
    assert [line.says for line in LINES if not line.rests_on] == []
    assert [id for line in LINES for id in line.rests_on if id not in ids] == []
