"""The commands as a whole: each is documented, and help costs no stack."""

from __future__ import annotations

import re
from pathlib import Path

from pennydrop.cli.app import app
from tests.cli.conftest import Command

DOCS = Path(__file__).parents[2] / "docs" / "commands.md"


def test_the_docs_name_every_command_and_no_other() -> None:
    documented = set(re.findall(r"^\| `pennydrop (\S+)` \|", DOCS.read_text(), re.M))
    assert documented == {*app.resolved_commands()} - {"--help", "-h"}


def test_every_command_explains_itself(pennydrop: Command) -> None:
    for name in app.resolved_commands():
        if not name.startswith("-"):
            outcome = pennydrop(name, "--help")
            assert outcome.code == 0
            assert outcome.output.startswith(f"Usage: pennydrop {name}")
            assert len(outcome.output.splitlines()) > 2, f"{name} has no words of help"


def test_the_version_names_what_matters_in_a_bug_report(pennydrop: Command) -> None:
    lines = pennydrop("--version").output.splitlines()
    assert [line.split()[0] for line in lines[:4]] == ["pennydrop", "Python", "pytest", "pytest-bdd"]
