"""Tells trouble with the infrastructure from a broken promise of the site, and gives it its own exit code.

A scenario that meets a ``PennydropError``, or fails while a part of the stack is dead, says nothing about the site. It
is reported as an error instead of a failure; a dead part ends the session, because every further scenario would fail.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from pennydrop.errors import PennydropError, ProcessDied, SiteUnreachable
from pennydrop.plugin.recorder import EVIDENCE
from pennydrop.plugin.run import run_of
from pennydrop.plugin.testimony import Section
from pennydrop.redaction import Redactor

if TYPE_CHECKING:
    from pennydrop.settings import Settings

PROPERTY = "pennydrop_infrastructure"
BESIDES = "pennydrop_not_kept"
"""Marks a report with trouble that came on top of a failure and does not take its place."""
ANY_STATUS = 600
PATIENCE_MS = 5_000
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
        return cls._among(getattr(report, "user_properties", ()), PROPERTY)  # that of a collection error has none

    @classmethod
    def besides(cls, report: pytest.TestReport) -> Trouble | None:
        """The trouble a failed report was marked with by :meth:`mark_besides`."""
        return cls._among(getattr(report, "user_properties", ()), BESIDES)

    @classmethod
    def met_by(cls, item: pytest.Item) -> Trouble | None:
        """The trouble a scenario was marked with, in an earlier phase."""
        return cls._among(item.user_properties, PROPERTY)

    @classmethod
    def _among(cls, properties: Iterable[tuple[str, object]], wanted: str) -> Trouble | None:
        for name, value in properties:
            if name == wanted:
                exit_code, kind, message = str(value).split(" ", 2)
                return cls(int(exit_code), kind, message)
        return None

    def mark(self, item: pytest.Item, report: pytest.TestReport) -> None:
        """Make ``report`` one of trouble, and so the tear-down's, whose properties JUnit XML shows."""
        self._mark(PROPERTY, item, report)

    def mark_besides(self, item: pytest.Item, report: pytest.TestReport) -> None:
        """Leave the failure a failure, but let the run end with this trouble's exit code."""
        self._mark(BESIDES, item, report)

    def _mark(self, name: str, item: pytest.Item, report: pytest.TestReport) -> None:
        for properties in (item.user_properties, report.user_properties):
            properties.append((name, f"{self.exit_code} {self.kind} {self.message}"))

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
    error = _crash(item) or (call.excinfo.value if call.excinfo else None)
    return Trouble.of(error, run.settings.redact) if isinstance(error, PennydropError) else None


def _crash(item: pytest.Item) -> ProcessDied | None:
    """A page that has crashed took its own process along; the browser and the other pages live on."""
    from playwright.sync_api import Error

    evidence = item.stash.get(EVIDENCE, None)
    for page in evidence.pages if evidence else ():
        try:
            page.wait_for_function("true", timeout=PATIENCE_MS)  # unlike evaluate, it gives up on a page that is stuck
        except Error as error:
            if "crashed" in error.message:
                return ProcessDied(
                    f"a page of the browser has crashed, as it does when memory runs out: run again, with fewer workers"
                    f" (-n) if it happens again. It was at {page.url}"
                )
    return None


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
        self._besides: Trouble | None = None
        self._interrupted = False

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        self._interrupted = excinfo.type is KeyboardInterrupt  # pytest's own reasons to stop are subclasses

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._first = self._first or Trouble.in_report(report)
        self._besides = self._besides or Trouble.besides(report)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self._first:
            session.exitstatus = self._first.exit_code
        elif self._interrupted:
            session.exitstatus = CTRL_C
        elif self._besides:
            session.exitstatus = self._besides.exit_code
