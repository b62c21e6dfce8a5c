"""A site that never becomes quiet: the scenario fails at its deadline and names what keeps coming."""

from __future__ import annotations

import re

import pytest

from tests.trouble.project import Project

pytestmark = pytest.mark.timeout(300)  # a whole run, several at once, on whatever machine this is


def test_mail_that_keeps_coming_is_named(project: Project) -> None:
    project.set("quiet_period", "2")  # longer than any gap between two mails
    project.feature("noise", ["Given Sam has an account", "When Sam is mailed again and again", "Then no mail is sent"])

    outcome = project.run("pytest")

    assert outcome.code == 1, outcome.output
    said = " ".join(outcome.output.split())
    assert re.search(
        r"nothing more comes for 2 s: not within 3\.\d s \(\d+ looks\)\. Last seen: silent for \d\.\d\d s;"
        r" last came mail 'Our news' to sam\.\w+@example\.com \(\d+ times\)",
        said,
    ), outcome.output
    assert not project.left_behind()
