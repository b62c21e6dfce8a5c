"""Two runs at once: side by side on a stack that is kept for both, and a refusal where one would end the other's."""

from __future__ import annotations

import os
import signal

import pytest

from pennydrop.errors import PortTaken
from pennydrop.eventually import eventually
from tests.trouble.project import PATIENCE, Project

pytestmark = pytest.mark.timeout(300)  # whole runs, several at once, on whatever machine this is

PAYS = [
    "Given Sam is a student of Tina",
    "And Tina has accepted lessons for Sam at £40.00 and £20.00",
    "When both runs have come this far",
    'And Sam pays for the lessons with the "Visa" card',
    "Then Sam sees the lessons as paid",
    "And Stripe has charged Sam £60.00 once",
    "And the books show the lessons paid: £60.00, £6.00 of it commission",
]


def test_two_runs_on_one_stack_do_not_disturb_each_other(project: Project) -> None:
    project.feature("at once", PAYS)
    with project.running("pennydrop up") as stack:
        eventually("the stack runs", lambda: (project.state / "stack.json").exists(), patience=PATIENCE)
        with project.running("pytest") as one, project.running("pytest") as other:
            outputs = [run.communicate(timeout=PATIENCE.deadline)[0] for run in (one, other)]
        os.killpg(stack.pid, signal.SIGINT)
        stack.communicate(timeout=60)

    assert (one.returncode, other.returncode) == (0, 0), "\n".join(outputs)
    assert not project.left_behind()


def test_the_stack_of_another_run_is_not_used(project: Project) -> None:
    project.feature("long", ["Given Sam has an account", "When somebody waits for ever"])
    with project.running("pytest") as first:
        eventually("the scenario waits", lambda: [*project.folder.glob("waiting-*")], patience=PATIENCE)
        second = project.run("pytest")
        assert first.poll() is None
        os.killpg(first.pid, signal.SIGINT)
        first.communicate(timeout=60)

    assert second.code == PortTaken.exit_code, second.output
    assert second.times_said(f"another run (pid {first.pid}) uses the stack in") == 1, second.output
    assert not project.left_behind()
