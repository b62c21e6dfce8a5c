"""A pytest plugin for the runs of ``make faults``: writes down how each scenario ended, one JSON object a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import pytest

OPTION = "--outcomes"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(OPTION, type=Path, help="the file to write outcomes to")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # the controller of pytest-xdist hears of everything
        config.pluginmanager.register(Recorder(cast(Path, config.getoption(OPTION))))


class Recorder:
    """``failed`` is an assertion in a step; ``error`` is everything else that went wrong."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" or report.failed:
            outcome = "error" if report.failed and report.when != "call" else report.outcome
            line = json.dumps({"scenario": report.nodeid, "outcome": outcome, "why": _why(report)})
            with self._file.open("a", encoding="utf-8") as file:
                file.write(f"{line}\n")


def _why(report: pytest.TestReport) -> str:
    crash = getattr(report.longrepr, "reprcrash", None)
    return next(iter(crash.message.splitlines()), "") if crash else ""
