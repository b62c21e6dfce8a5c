"""``pennydrop run``: pytest, with its arguments and its exit code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PASSES = "def test_it(): pass\n"
FAILS = "def test_it(): assert 'pending' == 'paid'\n"


@pytest.mark.parametrize(
    ("code", "arguments", "expected"),
    [
        (FAILS, ["-q", "--tb=no"], 1),
        (PASSES, ["-k", "nothing"], 5),
        ("this is no Python", [], 2),
    ],
)
def test_the_exit_code_is_pytests(code: str, arguments: list[str], expected: int, project: Path) -> None:
    (project / "test_money.py").write_text(code)
    command = [sys.executable, "-m", "pennydrop.cli", "run", "test_money.py", *arguments]
    assert subprocess.run(command, capture_output=True).returncode == expected
