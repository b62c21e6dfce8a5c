"""What waits on another check: one cause to read, whatever the form, and never a go."""

from __future__ import annotations

import json
import re

import pytest

from pennydrop.golive.check import Answer, Verdict, by_hand, failed, passed, waiting, warned
from pennydrop.golive.examination import Examination
from pennydrop.golive.finding import State
from pennydrop.golive.report.data import as_json
from pennydrop.golive.report.junit import as_junit
from pennydrop.golive.report.markdown import as_markdown
from pennydrop.golive.report.model import Report
from pennydrop.golive.report.page import as_page
from pennydrop.golive.runner import examine
from pennydrop.golive.signoffs import Signoff, add_signoff
from pennydrop.golive.untold import CertificateRefused
from pennydrop.golive.worst import worst
from tests.golive.core.conftest import NOW, answering, breaking
from tests.golive.core.test_reports import as_text, parsed

WRONG = failed("answered with 400", mend="copy the secret")


def reported(examination: Examination, **answers: Answer) -> Report:
    checks = [answering(answer, id) for id, answer in answers.items()]
    return examine(examination, checks, known=[*answers], selected=True)


@pytest.fixture
def report(examination: Examination) -> Report:
    """A cause; what waits on it, at first and at second hand; and one that waits on what was not looked at."""
    return reported(
        examination,
        early=waiting("nothing was taken", on="cause"),
        cause=WRONG,
        late=waiting("nothing to compare", on="early"),
        stray=waiting("not asked", on="elsewhere"),
        other=failed("old", mend="renew it"),
    )


def test_waiting_is_neither_passed_nor_failed(report: Report) -> None:
    assert report.summary == "2 failed, 3 waiting"
    early = report.findings[0]
    assert (early.state, early.box, early.in_the_way) == (State.WAITING, "[?]", True)
    assert early.evidence == "waits on cause: nothing was taken"


def test_each_cause_is_told_once_with_what_waits_on_it(report: Report) -> None:
    told = [(cause.check.id, [each.check.id for each in waiting]) for cause, waiting in report.causes]
    assert told == [("cause", ["early", "late"]), ("stray", []), ("other", [])]


@pytest.mark.parametrize("state_of_the_cause", [passed("200"), warned("200", mend="x")])
def test_what_is_untold_is_no_go_also_when_nothing_else_is_wrong(
    examination: Examination, state_of_the_cause: Answer
) -> None:
    report = reported(examination, cause=state_of_the_cause, early=waiting("nothing was taken", on="cause"))
    assert (report.clear, report.verdict) == (False, "no-go")
    assert [cause.check.id for cause, _ in report.causes] == ["early"]
    assert parsed(as_junit(report))[0].get("failures") == "1"
    assert "in the way: early\n" in as_text(report)


def test_two_that_wait_on_each_other_are_both_told(examination: Examination) -> None:
    report = reported(examination, a=waiting("x", on="b"), b=waiting("y", on="a"))
    assert [cause.check.id for cause, _ in report.causes] == ["a", "b"]


def test_what_waits_on_something_open_is_told_with_that(examination: Examination) -> None:
    report = reported(examination, cause=by_hand("look", mend="look"), early=waiting("x", on="cause"))
    assert "in the way: cause (1 waits on it)\n" in as_text(report)


def test_in_a_terminal_it_is_one_line(report: Report) -> None:
    lines = as_text(report).splitlines()
    assert "  [?] early  The sentence of early.  waits on cause" in lines
    assert "  [?] late  The sentence of late.  waits on cause" in lines
    assert "nothing was taken" not in as_text(report)
    assert "      waits on elsewhere: not asked" in lines
    assert lines[-1] == "in the way: cause (2 wait on it), stray, other"


def test_in_markdown_it_is_one_line(report: Report) -> None:
    lines = as_markdown(report).splitlines()
    assert "- [ ] `late` The sentence of late. waits on `cause`" in lines
    assert "nothing to compare" not in as_markdown(report)
    assert "  <br>waits on elsewhere: not asked" in lines


def test_the_page_leads_from_each_to_its_cause_and_from_the_cause_to_each(report: Report) -> None:
    page = as_page(report)
    assert page.count("waits on <a") == 2
    assert page.count('<p>waits on <a href="#cause"><code>cause</code></a></p>') == 2
    way = re.findall(r'<div class="way">.*?</div>', page, re.DOTALL)[0]
    links = ", ".join(f'<a href="#{id}"><code>{id}</code></a>' for id in ("early", "late"))
    assert way.count("<li>") == 3
    assert f"The sentence of cause.<p>On it wait {links}</p></li>" in way
    assert 'class="waiting"' in page


def test_in_junit_only_the_cause_fails(report: Report) -> None:
    suite = parsed(as_junit(report))[0]
    outcomes = {case.get("name"): [child.tag for child in case] for case in suite}
    assert outcomes == {
        "early": ["skipped"],
        "cause": ["failure"],
        "late": ["skipped"],
        "stray": ["failure"],
        "other": ["failure"],
    }
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("5", "3", "2")
    assert suite[0][0].get("message") == "waits on cause: nothing was taken"


def test_json_names_what_it_waits_on_and_what_to_mend(report: Report) -> None:
    data = json.loads(as_json(report))
    checks = {check["id"]: (check["state"], check["waits_on"], check["cause"]) for check in data["checks"]}
    assert checks == {
        "early": ("waiting", "cause", "cause"),
        "cause": ("failed", None, "cause"),
        "late": ("waiting", "early", "cause"),
        "stray": ("waiting", "elsewhere", "stray"),
        "other": ("failed", None, "other"),
    }
    assert data["counts"] == {"failed": 2, "waiting": 3}


def test_a_sign_off_does_not_make_up_for_what_is_untold(examination: Examination) -> None:
    add_signoff(examination.golive.signoffs, "early", Signoff("Ann", NOW.date(), "looked"))
    report = reported(examination, early=waiting("nothing was taken", on="cause"))
    assert not report.clear
    assert "the sign-off of Ann does not count: it cannot be told yet" in report.findings[0].evidence


def test_a_refused_certificate_is_the_affair_of_the_check_that_looks_at_it(examination: Examination) -> None:
    answer = examination.answer(breaking(CertificateRefused("not asked", "tls-host")))
    assert answer == waiting("not asked", on="tls-host")


def test_of_several_answers_a_failure_is_worse_than_waiting() -> None:
    one, two = waiting("x", on="a"), waiting("y", on="b")
    assert worst([passed("z"), one, two]) == Answer(Verdict.WAITING, "x; y", "mend a first; mend b first", "a")
    assert worst([one, WRONG]) == WRONG
    assert worst([by_hand("x", mend="y"), one]).verdict is Verdict.WAITING
