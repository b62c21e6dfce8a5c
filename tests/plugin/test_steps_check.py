from __future__ import annotations

import pytest
from pytest_bdd import parsers
from pytest_bdd.steps import StepFunctionContext

from pennydrop.plugin.steps_check import Definition
from tests.plugin.conftest import Suite

pytestmark = pytest.mark.timeout(300)  # whole pytest runs, several at once, on whatever machine this is


def definition(words: str, level: str = "", *, shipped: bool = False) -> Definition:
    def step() -> None: ...

    step.__module__ = "pennydrop.vocabulary.mail" if shipped else "steps.mail"
    return Definition(StepFunctionContext("then", step, parsers.string(words)), level)


def test_the_same_words_nearer_to_the_feature_override() -> None:
    far, near = definition("it is paid"), definition("it is paid", "features/refunds")

    assert near.overrides(far)
    assert not far.overrides(near)


def test_the_same_words_of_the_suite_override_those_of_the_library() -> None:
    ours, theirs = definition("it is paid", shipped=True), definition("it is paid")

    assert theirs.overrides(ours)
    assert not ours.overrides(theirs)


def test_other_words_and_other_steps_of_the_same_place_override_nothing() -> None:
    assert not definition("it is .*", "features/refunds").overrides(definition("it is paid"))
    assert not definition("it is .*").overrides(definition("it is paid", shipped=True))
    assert not definition("it is paid").overrides(definition("it is paid"))


def test_a_suite_replaces_a_step_of_the_vocabulary_by_the_same_words_only(suite: Suite) -> None:
    ini = suite.path / "pytest.ini"
    ini.write_text(ini.read_text() + "pennydrop_vocabulary = mail\n")
    suite.write(
        "suite_steps.py",
        """
        from pytest_bdd import parsers, then

        @then("no mail is sent")
        def no_mail():
            print("asked the suite")
        """,
    )
    conftest = suite.path / "conftest.py"
    conftest.write_text(conftest.read_text() + 'pytest_plugins = ["suite_steps"]\n')
    suite.scenario("silence", "Then no mail is sent")
    ini.write_text(ini.read_text() + "pythonpath = .\n")

    suite.run("-s").stdout.fnmatch_lines(["*asked the suite*", "*1 passed*"])

    steps = suite.path / "suite_steps.py"
    steps.write_text(steps.read_text().replace('"no mail is sent"', 'parsers.re("no m.*")'))
    suite.run().stdout.fnmatch_lines(
        [
            "features/shop/silence.feature:3: ambiguous step: Then no mail is sent",
            '    matches: then "no mail is sent" (*mail.py:*)',
            '    matches: then "no m.*" (suite_steps.py:*)',
            "    to replace a step of Pennydrop's, give yours exactly the same words",
        ]
    )
