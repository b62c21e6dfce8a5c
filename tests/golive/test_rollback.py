"""The plan for going back: what a plan is, how old it is, and what only looks like one."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pennydrop.golive.check import Answer, Verdict
from pennydrop.golive.checks.rollback import plan
from pennydrop.golive.examination import Examination
from pennydrop.settings import load_settings

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
STEPS = """
- Ann decides, Ben stands in for her; both have the Dashboard's password.
- Disable the endpoint in the Stripe Dashboard, put the shop behind its maintenance page.
- Check out tag `before-live`, restore last night's dump with `make restore`, restart gunicorn.
- Refund by hand what was paid since that dump; the list comes from `pennydrop reconcile --since 1d`.
"""


def look(path: Path | None, **golive: int) -> Answer:
    settings = load_settings(golive={"rollback_plan": path, **golive})
    return Examination(settings, now=NOW).answer(plan)


def write(folder: Path, text: str, *, days_ago: int = 0) -> Path:
    path = folder / "rollback.md"
    path.write_text(text)
    moment = NOW.timestamp() - days_ago * 86_400
    os.utime(path, (moment, moment))
    return path


def test_a_plan_is_read_by_its_title_and_the_date_in_it(tmp_path: Path) -> None:
    answer = look(write(tmp_path, f"# Going back to test payments\n\nLast gone through on 2026-11-14.\n{STEPS}"))
    assert answer.verdict is Verdict.PASS
    assert "'Going back to test payments', 5 lines, of 2026-11-14 (a date in it)" in answer.evidence


def test_no_plan_is_for_a_person_and_a_missing_one_is_a_failure(tmp_path: Path) -> None:
    answer = look(None)
    assert (answer.verdict, "PENNYDROP_GOLIVE__ROLLBACK_PLAN" in answer.mend) == (Verdict.MANUAL, True)
    path = tmp_path / "rollback.md"
    answer = look(path)
    assert (answer.verdict, "No such file" in answer.evidence) == (Verdict.FAIL, True)
    assert look(tmp_path).verdict is Verdict.FAIL
    assert look(write(tmp_path, STEPS)).verdict is Verdict.PASS


TEMPLATES = {
    "nothing": "",
    "a title": "# Rollback plan\n\n2026-11-20\n",
    "a comment": f"# Rollback plan\n<!--\n{STEPS}\n-->\n2026-11-20\n",
    "headings": "# Rollback\n## Who decides\nTODO\n## Steps\n1. TODO: write\n2. TBD\n## Contacts\n<name and number>\n",
    "one sentence": "Restore the backup and restart the server.\n",
    "rules and blanks": "Rollback\n========\n\n---\n\n***\n\n   \n",
}


@pytest.mark.parametrize("kind", TEMPLATES)
def test_what_says_next_to_nothing_is_no_plan_until_somebody_writes_it(kind: str, tmp_path: Path) -> None:
    answer = look(write(tmp_path, TEMPLATES[kind]))
    assert (answer.verdict, "says next to nothing" in answer.evidence) == (Verdict.FAIL, True), answer
    assert look(write(tmp_path, TEMPLATES[kind].replace("<!--", "").replace("-->", "") + STEPS)).verdict in (
        Verdict.PASS,
        Verdict.WARN,  # the gaps are still there
    )


def test_a_gap_in_a_plan_is_a_warning(tmp_path: Path) -> None:
    answer = look(write(tmp_path, f"# Going back\n{STEPS}- Call the host: TODO number\n"))
    assert (answer.verdict, "with 1 gaps: '- Call the host: TODO number'" in answer.evidence) == (Verdict.WARN, True)
    assert look(write(tmp_path, f"# Going back\n{STEPS}- Call the host: see the wiki\n")).verdict is Verdict.PASS


@pytest.mark.parametrize(
    "written",
    ["2026-01-05", "2026/01/05", "5 January 2026", "5th Jan 2026", "January 5, 2026", "Jan. 5th 2026", "2026.1.5"],
)
def test_an_old_plan_is_a_failure_until_it_is_gone_through_again(written: str, tmp_path: Path) -> None:
    path = write(tmp_path, f"# Going back\nLast change: {written}\n{STEPS}")
    answer = look(path)
    assert (answer.verdict, "322 days old, allowed are 90" in answer.evidence) == (Verdict.FAIL, True), answer
    assert look(path, rollback_max_age=365).verdict is Verdict.PASS
    again = look(write(tmp_path, f"# Going back\nLast change: {written}, gone through on 2026-11-20\n{STEPS}"))
    assert (again.verdict, "of 2026-11-20" in again.evidence) == (Verdict.PASS, True)


def test_the_day_of_going_live_is_not_the_day_of_the_plan(tmp_path: Path) -> None:
    path = write(
        tmp_path, f"# Going back\nWritten on 2026-03-01 for the switch on 2026-12-01, not on 2026-13-45.\n{STEPS}"
    )
    answer = look(path)
    assert (answer.verdict, "of 2026-03-01" in answer.evidence) == (Verdict.FAIL, True)


def test_without_a_date_the_last_commit_counts_and_only_then_the_file_s_own(tmp_path: Path) -> None:
    path = write(tmp_path, f"# Going back\n{STEPS}", days_ago=100)
    answer = look(path)
    assert (answer.verdict, "(the file's date)" in answer.evidence) == (Verdict.FAIL, True)

    def git(*words: str, date: str = "2026-11-01T12:00:00Z") -> None:
        environment = {**os.environ, "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
        own = ["-c", "user.name=Ann", "-c", "user.email=ann@shop.example", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *own, *words], cwd=tmp_path, env=environment, check=True, capture_output=True)

    git("init", "--quiet")
    git("add", "rollback.md")
    git("commit", "--quiet", "--message", "Say how to go back", date="2026-03-01T12:00:00Z")
    os.utime(path)  # a checkout makes every file new
    answer = look(path)
    assert (answer.verdict, "of 2026-03-01 (its last commit)" in answer.evidence) == (Verdict.FAIL, True)

    path.write_text(path.read_text() + "- And tell the teachers.\n")
    git("commit", "--quiet", "--all", "--message", "Tell the teachers too")
    answer = look(path)
    assert (answer.verdict, "of 2026-11-01 (its last commit)" in answer.evidence) == (Verdict.PASS, True)
