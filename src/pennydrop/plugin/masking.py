"""Masks the secrets in everything a test's report is going to show (traceback, locals, captured output) and in logs."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest

from pennydrop.plugin.run import run_of
from pennydrop.redaction import Redactor

if TYPE_CHECKING:
    from pennydrop.plugin.run import Run


def pytest_sessionstart(session: pytest.Session) -> None:
    """Mask what pytest writes to ``--log-file`` and shows by ``--log-cli``; captured logs are parts of reports."""
    plugin: Any = session.config.pluginmanager.get_plugin("logging-plugin")
    for handler in (plugin.log_file_handler, plugin.log_cli_handler) if plugin else ():
        handler.setFormatter(MaskingFormatter(handler.formatter, run_of(session.config)))


class MaskingFormatter(logging.Formatter):
    """Another formatter's lines, masked."""

    def __init__(self, inner: logging.Formatter, run: Run) -> None:
        super().__init__()
        self._inner, self._run = inner, run

    def format(self, record: logging.LogRecord) -> str:
        return self._run.redact(self._inner.format(record))


def mask_report(report: pytest.TestReport, redact: Redactor) -> None:
    """Mask ``report`` in place, before it is printed, written as JUnit XML or sent to another process."""
    report.sections = _masked(report.sections, redact)
    report.user_properties = _masked(report.user_properties, redact)
    report.longrepr = _masked(report.longrepr, redact)


def _mask_attributes(shown: Any, redact: Redactor) -> None:
    """pytest keeps a traceback as nested dataclasses of text, lists and tuples; mask all text in them."""
    for name, value in vars(shown).items():
        setattr(shown, name, _masked(value, redact))


def _masked(value: Any, redact: Redactor) -> Any:
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, list | tuple):
        return type(value)(_masked(part, redact) for part in value)
    if hasattr(value, "__dict__"):
        _mask_attributes(value, redact)
    return value
