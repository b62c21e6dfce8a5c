"""JUnit XML counts trouble as an error, like the terminal: a dashboard must not show it as a failed test."""

from __future__ import annotations

from functools import partial

import pytest
from _pytest.junitxml import LogXML, _NodeReporter, xml_key

from pennydrop.plugin.infrastructure import Trouble


def pytest_sessionstart(session: pytest.Session) -> None:
    """Join in where a ``--junitxml`` is written."""
    xml = session.config.stash.get(xml_key, None)
    if xml:
        session.config.pluginmanager.register(TroubleAsError(xml))


class TroubleAsError:
    """Makes the entry of a scenario in trouble an ``<error>``; pytest would write ``<failure>`` for it."""

    def __init__(self, xml: LogXML) -> None:
        self._xml = xml

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        trouble = Trouble.in_report(report) if report.failed else None
        if trouble:
            testcase = self._xml.node_reporter(report)
            testcase.append_failure = testcase.append_error = partial(_append, testcase, trouble)  # type: ignore[method-assign]


def _append(testcase: _NodeReporter, trouble: Trouble, report: pytest.TestReport) -> None:
    testcase._add_simple("error", str(trouble), str(report.longrepr))
