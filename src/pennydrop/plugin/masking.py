"""Masks the secrets in everything a failed test's report is going to show: traceback, locals, captured output."""

from __future__ import annotations

from typing import Any

import pytest

from pennydrop.redaction import Redactor


def mask_report(report: pytest.TestReport, redact: Redactor) -> None:
    """Mask ``report`` in place, before it is printed, written as JUnit XML or sent to another process."""
    report.sections = [(title, redact(text)) for title, text in report.sections]
    if isinstance(report.longrepr, str):
        report.longrepr = redact(report.longrepr)
    else:
        _mask_attributes(report.longrepr, redact)


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
