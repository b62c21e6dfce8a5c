"""One report, five forms: all tell the same, none tells a secret, each survives whatever a site answers."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as Xml

import pytest
from rich.console import Console

from pennydrop.golive.check import Answer, Section, by_hand, failed, not_applicable, passed, warned
from pennydrop.golive.closing import LINES, STEPS
from pennydrop.golive.examination import Examination
from pennydrop.golive.report.data import as_json
from pennydrop.golive.report.junit import as_junit
from pennydrop.golive.report.markdown import as_markdown
from pennydrop.golive.report.model import Report
from pennydrop.golive.report.page import as_page
from pennydrop.golive.report.terminal import draw
from pennydrop.golive.runner import examine
from pennydrop.golive.signoffs import Signoff, add_signoff
from tests.golive.core.conftest import answering

RESTED_ON = list(dict.fromkeys(id for line in LINES for id in line.rests_on))
SECRET = "sk_" + "live_0123456789abcdef"
NASTY = 'said <script>alert("1")</script> & `*_[x](y)_*` | \x00\x1b[31m $verdict'


def as_text(report: Report, width: int = 100) -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=width, markup=False, highlight=False)
    for part in draw(report):
        console.print(part)
    return stream.getvalue()


FORMS = {"text": as_text, "json": as_json, "markdown": as_markdown, "html": as_page, "junit": as_junit}


def parsed(document: str) -> Xml.Element:
    return Xml.fromstring(document)  # noqa: S314 - our own


@pytest.fixture
def sound(examination: Examination) -> Report:
    """Every check that the final list rests on passes."""
    checks = [answering(passed("as it should be"), id) for id in RESTED_ON]
    return examine(examination, checks, known=RESTED_ON)


@pytest.fixture
def mixed(examination: Examination) -> Report:
    """One check of each kind of answer."""
    answers: dict[str, Answer] = {
        "good": passed("seen: 200"),
        "bad": failed("expired on 2026-11-01", mend="renew it"),
        "poor": warned("expires in 9 days", mend="renew it soon"),
        "absent": not_applicable("set PENNYDROP_GOLIVE__X to the x"),
        "open": by_hand("a person has to look", mend="look"),
        "signed": by_hand("a person has to look", mend="look"),
    }
    checks = [answering(answer, id) for id, answer in answers.items()]
    checks.append(answering(passed("x"), "kept", section=Section.BACKUP, writes=True))
    add_signoff(examination.golive.signoffs, "signed", Signoff("Ann", date(2026, 11, 20), "saw it"))
    return examine(examination, checks, known=[check.id for check in checks])


def test_all_good_is_go_and_what_to_do_next(sound: Report) -> None:
    assert (sound.verdict, sound.clear, sound.steps) == ("go", True, STEPS)
    assert "\nGO\n" in as_text(sound)
    assert "in the way" not in as_text(sound)
    assert "$ pennydrop watch --for 1h" in as_text(sound)


def test_a_part_can_be_clear_and_is_never_a_go(sound: Report) -> None:
    part = replace(sound, selected=True)
    assert part.clear
    assert part.verdict != "go"
    assert (part.steps, part.conclusions) == ((), ())


def test_what_nothing_proves_is_no_go(examination: Examination) -> None:
    checks = [answering(not_applicable("not set"), id) for id in RESTED_ON]
    report = examine(examination, checks, known=RESTED_ON)
    assert report.in_the_way == ()
    assert (report.verdict, len(report.unproven)) == ("no-go", len(LINES))
    assert "not proven: Rollback plan documented" in as_text(report)
    assert parsed(as_junit(report))[-1].get("failures") == str(len(LINES))


def test_an_interrupted_run_is_no_go_even_if_all_it_saw_was_good(sound: Report) -> None:
    report = replace(sound, interrupted=True)
    assert report.verdict == "no-go"
    for name, form in FORMS.items():
        assert "interrupted" in form(report).lower() or name == "junit"


def test_the_boxes(mixed: Report) -> None:
    assert {finding.check.id: finding.box for finding in mixed.findings} == {
        "good": "[x]",
        "bad": "[!]",
        "poor": "[x]",
        "absent": "[-]",
        "open": "[ ]",
        "signed": "[x]",
        "kept": "[ ]",
    }


def test_the_counts_and_what_is_in_the_way(mixed: Report) -> None:
    assert mixed.summary == ("1 failed, 1 open, 1 not looked at, 1 warned, 1 passed, 1 signed off, 1 not applicable")
    assert [finding.check.id for finding in mixed.in_the_way] == ["bad", "open", "kept"]


@pytest.mark.parametrize("form", FORMS)
def test_each_form_tells_every_check_its_evidence_and_its_mend(mixed: Report, form: str) -> None:
    text = re.sub(r"\\(.)", r"\1", FORMS[form](mixed).replace("\\n", " "))
    for finding in mixed.findings:
        assert finding.check.id in text
        assert " ".join(finding.evidence.split()) in " ".join(text.split())
        assert " ".join(finding.mend.split()) in " ".join(text.split()).replace("&gt;", ">")
    assert "Ann" in text
    assert "2026-11-20" in text


@pytest.mark.parametrize("form", FORMS)
def test_no_form_tells_a_secret(examination: Examination, form: str) -> None:
    add_signoff(examination.golive.signoffs, "a", Signoff(f"Ann {SECRET}", date(2026, 11, 20), f"note {SECRET}"))
    checks = [answering(by_hand(f"found {SECRET}", mend=f"roll {SECRET}"), id) for id in "ab"]
    text = FORMS[form](examine(examination, checks, known="ab"))
    assert "0123456789abcdef" not in text
    assert "redacted" in text


@pytest.mark.parametrize("form", FORMS)
def test_each_form_survives_what_a_site_may_answer(examination: Examination, form: str) -> None:
    checks = [
        answering(failed(NASTY, mend=NASTY)),
        answering(not_applicable(NASTY), "b"),
        answering(passed(NASTY), "c"),
    ]
    text = FORMS[form](examine(examination, checks, known="abc", selected=True))
    if form == "json":
        assert json.loads(text)["checks"][0]["evidence"] == NASTY.replace("\x00\x1b", "\ufffd" * 2)
    if form == "junit":
        assert "<script>" in str(parsed(text)[0][0][0].get("message"))
    if form in ("html", "markdown"):
        assert "<script>" not in text
    if form in ("html", "text"):
        assert "$verdict" in text  # not taken for a place to fill in
    assert "\x1b" not in text


def test_the_terminal_form_fits_100_columns(mixed: Report) -> None:
    assert max(map(len, as_text(mixed).splitlines())) <= 100


def test_lines_for_a_pipe_are_whole_and_end_where_their_words_end(mixed: Report) -> None:
    lines = as_text(mixed, width=500).splitlines()
    assert "  [!] bad  The sentence of bad." in lines
    assert "      expired on 2026-11-01" in lines
    assert "      -> renew it" in lines
    assert [line for line in lines if line != line.rstrip()] == []


def test_junit_has_a_case_for_each_check_and_fails_what_is_in_the_way(mixed: Report) -> None:
    root = parsed(as_junit(mixed))
    cases = {case.get("name"): case for case in root.iter("testcase") if case.get("classname") != "final"}
    failures = {name: case.find("failure") for name, case in cases.items()}
    assert {name for name, failure in failures.items() if failure is not None} == {"bad", "open", "kept"}
    assert cases["absent"].find("skipped") is not None
    assert "renew it soon" in str(cases["poor"].findtext("system-out"))
    tls = root[0]
    assert (tls.get("tests"), tls.get("failures"), tls.get("skipped")) == ("6", "2", "1")


def test_json_is_for_programs(mixed: Report) -> None:
    data = json.loads(as_json(mixed))
    assert (data["verdict"], data["counts"]["failed"]) == ("no-go", 1)
    signed = next(check for check in data["checks"] if check["id"] == "signed")
    assert signed["signoff"] == {"by": "Ann", "on": "2026-11-20", "note": "saw it", "until": None}


def test_the_page_needs_nothing_from_anywhere(mixed: Report) -> None:
    page = as_page(mixed)
    assert not re.findall(r"""(?:src|href)=["'](?!#)|url\(|@import|<script""", page)
    assert 'href="#bad"' in page
    assert 'id="bad"' in page


def test_markdown_is_a_task_list(mixed: Report) -> None:
    boxes = {id: box for box, id in re.findall(r"^- (\[.\]) `(\S+)`", as_markdown(mixed), re.MULTILINE)}
    assert boxes == {
        "good": "[x]",
        "bad": "[ ]",
        "poor": "[x]",
        "absent": "[x]",
        "open": "[ ]",
        "signed": "[x]",
        "kept": "[ ]",
    }
