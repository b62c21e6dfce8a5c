"""Deaths while scenarios run: reported as what they are, never as a broken promise about payments."""

from __future__ import annotations

import os
import signal
from xml.etree import ElementTree

import pytest

from pennydrop.cli.app import INTERRUPTED
from pennydrop.errors import ProcessDied
from pennydrop.eventually import eventually
from tests.trouble.project import PATIENCE, Outcome, Project

pytestmark = pytest.mark.timeout(300)  # whole runs, several at once, on whatever machine this is

JUDGED = "The scenario could not be judged; this says nothing about the site's promises. Exit code 20."
IN_CHECKOUT = [
    "Given Sam has an account",
    'And Carl offers the course "First Tunes" at £49.99',
    "And Sam has opened Checkout for the course",
]


def says_who_died(project: Project, outcome: Outcome, says: str, met_by: int = 1) -> None:
    """Trouble for all who met it and no failure, with the code of a dead process; everything else has ended too."""
    assert outcome.code == ProcessDied.exit_code, outcome.output
    assert outcome.times_said(says) > 0, outcome.output
    assert outcome.times_said(JUDGED) == met_by, outcome.output
    assert "Traceback" not in outcome.output
    assert "Error\n" not in outcome.output  # how pytest ends the traceback of a step
    assert " failed" not in outcome.output.splitlines()[-1]
    counted = ElementTree.parse(project.folder / "junit.xml").getroot()[0].attrib  # noqa: S314 - written by ourselves
    assert (counted["failures"], counted["errors"]) == ("0", str(met_by))
    assert not project.left_behind()


@pytest.mark.parametrize("part", ["relay", "catcher", "site"])
def test_the_death_of_a_part_between_two_steps(project: Project, part: str) -> None:
    calm = ["Given Anna has an account", "Then the site keeps its promise"]
    project.feature("death", ["Given Sam has an account", f"When the {part} dies", "Then the site breaks its promise"])
    project.feature("later", calm, calm)

    outcome = project.run("pytest", "--junitxml=junit.xml")

    says_who_died(
        project, outcome, f"ProcessDied: {part} was ended by SIGKILL. Run again; if it happens again, its log"
    )
    assert " passed" not in outcome.output.splitlines()[-1]


@pytest.mark.parametrize("part", ["emulator", "stripe-cli"])
def test_the_death_of_a_part_while_somebody_pays_and_others_run(project: Project, part: str) -> None:
    project.feature("death", [*IN_CHECKOUT, f"When the {part} dies while Sam pays", "Then the site breaks its promise"])
    project.feature("other", ["Given Anna has an account", "When somebody waits for the end of the run"])

    outcome = project.run("pennydrop run", "-n", "2", "--junitxml=junit.xml")

    says_who_died(
        project,
        outcome,
        f"ProcessDied: {part} has ended. Run again; if it happens again, its log tells more.",
        met_by=2,
    )


@pytest.mark.parametrize(
    ("accident", "says"),
    [
        ("Chromium is killed", "has ended by itself, as it does when memory runs out: run again, with fewer workers"),
        ("a page crashes", "a page of the browser has crashed, as it does when memory runs out: run again"),
    ],
    ids=["browser", "page"],
)
def test_the_death_of_the_browser(project: Project, accident: str, says: str) -> None:
    project.feature(
        "death",
        ["Given Sam has an account", "When Sam looks at the shop", f"When {accident}", "And Sam looks at the shop"],
    )

    outcome = project.run("pytest", "--junitxml=junit.xml")

    says_who_died(project, outcome, says)


@pytest.mark.parametrize("command", [["pytest"], ["pennydrop run", "-n", "2"]], ids=["alone", "distributed"])
def test_ctrl_c(project: Project, command: list[str]) -> None:
    project.feature(
        "endless", ["Given Sam has an account", "When Sam looks at the shop", "And somebody waits for ever"]
    )
    with project.running(*command) as process:
        eventually("the scenario waits", lambda: [*project.folder.glob("waiting-*")], patience=PATIENCE)
        os.killpg(process.pid, signal.SIGINT)
        output, _ = process.communicate(timeout=60)

    assert process.returncode == INTERRUPTED, output
    assert "Traceback" not in output
    assert "KeyboardInterrupt" in output
    assert not project.left_behind()
