"""A small suite in a folder of its own, run by a pytest of its own."""

from __future__ import annotations

import os
from pathlib import Path
from textwrap import dedent

import pytest

INI = """
[pytest]
pennydrop_features = features
strict = true
markers =
    smoke: the few that show that it works at all
    visa: rows about Visa
"""


class Suite:
    """Writes features and runs them with the plugin, as a user would from the command line."""

    def __init__(self, pytester: pytest.Pytester) -> None:
        self._pytester = pytester
        self.path = pytester.path
        self.write("pytest.ini", INI)
        self.write("conftest.py", Path(__file__).with_name("sample_conftest.py").read_text())

    def write(self, name: str, text: str) -> Path:
        """Write a file of the suite, without the indentation ``text`` has in the test."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text))
        return path

    def scenario(self, name: str, *steps: str) -> None:
        """Write ``features/shop/<name>.feature`` with one scenario of that name."""
        lines = "".join(f"    {step}\n" for step in steps)
        self.write(f"features/shop/{name}.feature", f"Feature: {name.title()}\n  Scenario: {name}\n{lines}")

    def run(self, *arguments: str) -> pytest.RunResult:
        return self._pytester.runpytest_subprocess(*arguments)

    def collected(self, *arguments: str) -> list[str]:
        """The ids that are collected, in order."""
        result = self.run("--collect-only", "-q", "-p", "no:randomly", *arguments)
        return [line for line in result.outlines if "::" in line]

    @property
    def stack_log(self) -> list[str]:
        """What the stand-in for the stack was asked to do."""
        log = self.path / "stack.log"
        return log.read_text().split() if log.exists() else []


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Suite:
    """An empty suite that knows the sentences of ``sample_conftest.py``."""
    # Where CI says so, pytest writes messages out in full that it shortens for people.
    for name in [name for name in os.environ if name.startswith("PENNYDROP_") or name in ("CI", "BUILD_NUMBER")]:
        monkeypatch.delenv(name)
    suite = Suite(pytester)
    browser = suite.write("browser", "#!/bin/sh\necho Chromium 156.0.1\n")
    browser.chmod(0o755)
    monkeypatch.setenv("PENNYDROP_BROWSER_EXECUTABLE", str(browser))
    return suite
