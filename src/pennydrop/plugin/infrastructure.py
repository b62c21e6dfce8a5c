"""Tells trouble with the infrastructure from a broken promise of the site, and gives it its own exit code.

A scenario that meets a ``PennydropError``, or fails while a part of the stack is dead, says nothing about the site. It
is reported as an error instead of a failure; a dead part ends the session, because every further scenario would fail.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from pennydrop.errors import PennydropError, SiteUnreachable
from pennydrop.plugin.run import run_of
from pennydrop.plugin.testimony import Section
from pennydrop.redaction import Redactor

if TYPE_CHECKING:
    from pennydrop.settings import Settings

PROPERTY = "pennydrop_infrastructure"
ANY_STATUS = 600
CTRL_C = 130


@dataclass(frozen=True)
class Trouble:
    """A ``PennydropError`` in plain data, so that it crosses from a pytest-xdist worker to the controller."""

    exit_code: int
    kind: str
    message: str

    @classmethod
    def of(cls, error: PennydropError, redact: Redactor) -> Trouble:
        return cls(error.exit_code, type(error).__name__, redact(str(error)))

    def __str__(self) -> str:
        return f"{self.kind}: {self.message}"

    @classmethod
    def in_report(cls, report: pytest.TestReport) -> Trouble | None:
        """The trouble a report was marked with by :meth:`mark`."""
        return cls._among(getattr(report, "user_properties", ()))  # the report of a collection error has none

    @classmethod
    def met_by(cls, item: pytest.Item) -> Trouble | None:
        """The trouble a scenario was marked with, in an earlier phase."""
        return cls._among(item.user_properties)

    @classmethod
    def _among(cls, properties: Iterable[tuple[str, object]]) -> Trouble | None:
        for name, value in properties:
            if name == PROPERTY:
                exit_code, kind, message = str(value).split(" ", 2)
                return cls(int(exit_code), kind, message)
        return None

    def mark(self, item: pytest.Item, report: pytest.TestReport) -> None:
        """Make ``report`` one of trouble, and so the tear-down's, whose properties JUnit XML shows."""
        for properties in (item.user_properties, report.user_properties):
            properties.append((PROPERTY, f"{self.exit_code} {self.kind} {self.message}"))

    def explained(self, *, in_full: bool) -> Section:
        """For the report of the scenario that met it, ``in_full`` unless its error says the same already."""
        message = str(self).splitlines() if in_full else []
        judged = "The scenario could not be judged; this says nothing about the site's promises."
        return Section("Infrastructure", [*message, f"{judged} Exit code {self.exit_code}."])


def find_trouble(item: pytest.Item, call: pytest.CallInfo[None]) -> Trouble | None:
    """The trouble behind a failed ``call``, if there is any. Ends the session when a part of the stack is dead."""
    run = run_of(item.config)
    try:
        run.check()
        _check_adopted_site(run.settings)
    except PennydropError as dead:
        trouble = Trouble.of(dead, run.settings.redact)
        item.session.shouldstop = str(trouble).splitlines()[0]
        return trouble
    error = call.excinfo.value if call.excinfo else None
    return Trouble.of(error, run.settings.redact) if isinstance(error, PennydropError) else None


def _check_adopted_site(settings: Settings) -> None:
    """A site that somebody else runs has no process to watch; after a failure it is asked for a sign of life."""
    from pennydrop.stack.probes import http_answers

    if settings.managed_site:
        return
    try:
        http_answers(settings.site, below=ANY_STATUS)()
    except AssertionError as silence:
        raise SiteUnreachable(
            f"the site does not answer any more: {silence}; see why, start it and run again"
        ) from None


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, tuple[str, dict[str, bool]]] | None:
    """Count a scenario in trouble as an error: ``I`` in the progress line, INFRASTRUCTURE with ``-v``."""
    if report.failed and Trouble.in_report(report):
        return "error", "I", ("INFRASTRUCTURE", {"yellow": True, "bold": True})
    return None


def pytest_configure(config: pytest.Config) -> None:
    """Let the process that reports to the user, and only that, decide on the exit code."""
    if not run_of(config).is_worker:
        config.pluginmanager.register(ExitCode(), "pennydrop-exit-code")


class ExitCode:
    """Ends pytest with the exit code of the first trouble instead of 1, "tests failed".

    And with the shell's 130 on Ctrl-C: pytest's own 2 could as well be a wrong option.
    """

    def __init__(self) -> None:
        self._first: Trouble | None = None
        self._interrupted = False

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        self._interrupted = excinfo.type is KeyboardInterrupt  # pytest's own reasons to stop are subclasses

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._first = self._first or Trouble.in_report(report)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self._first:
            session.exitstatus = self._first.exit_code
        elif self._interrupted:
            session.exitstatus = CTRL_C
