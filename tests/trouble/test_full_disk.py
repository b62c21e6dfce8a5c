"""No room for evidence: the failure it is about is still told, and so is what to do."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from pennydrop.errors import ArtifactsUnwritable
from tests.trouble.project import Project

pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def small_disk(project: Project) -> Iterator[Path]:
    """An artifacts folder with room for the check at the start, and not for much more."""
    folder = project.folder / "artifacts"
    folder.mkdir()
    mounted = (
        os.geteuid() == 0
        and not subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1200k", "tmpfs", folder]).returncode
    )
    if not mounted:
        pytest.skip("a small disk takes the right to mount one")
    project.set("artifacts_dir", str(folder))
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_disk_that_is_full_from_the_start(project: Project, small_disk: Path) -> None:
    (small_disk / "ballast").write_bytes(bytes(600_000))
    project.feature("calm", ["Then the site keeps its promise"])

    for command in ("pytest", "pennydrop up"):
        outcome = project.run(command)
        assert outcome.code == ArtifactsUnwritable.exit_code
        assert outcome.times_said("cannot be written (No space left on device); free some space, or name other") == 1
        assert "Traceback" not in outcome.output
    assert not project.left_behind()


def test_a_disk_that_runs_full_does_not_hide_the_failure(project: Project, small_disk: Path) -> None:
    project.feature(
        "full",
        [
            "Given Sam has an account",
            "When Sam looks at the shop",
            "When the artifacts folder is full",
            "Then the site breaks its promise",
        ],
    )

    outcome = project.run("pytest", "--junitxml=junit.xml")

    assert outcome.code == ArtifactsUnwritable.exit_code, outcome.output
    assert "AssertionError: the order is pending, expected paid" in outcome.output
    assert outcome.times_said("1 failed in") == 1
    assert outcome.times_said("evidence not kept (1 times): ArtifactsUnwritable: ") == 1
    assert (
        "No space left on device. Make room there, or name another folder with PENNYDROP_ARTIFACTS_DIR"
        in outcome.output
    )
    assert "INTERNALERROR" not in outcome.output
    assert not project.left_behind()
