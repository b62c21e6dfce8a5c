"""Combinations without a verdict: not applicable, or not judged because the undisturbed run has failed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_APPLICABLE = "pennydrop_not_applicable"
NOT_JUDGED = "pennydrop_not_judged"
WORDS: Mapping[str, tuple[str, str]] = {NOT_APPLICABLE: ("not applicable", "-"), NOT_JUDGED: ("not judged", "?")}


def not_applicable(item: pytest.Item, why: str) -> NoReturn:
    """The disturbance has no hold on this scenario."""
    leave_out(item, NOT_APPLICABLE, why, "not applicable")


def not_judged(item: pytest.Item, why: str) -> NoReturn:
    """There is nothing to hold the disturbed run against."""
    leave_out(item, NOT_JUDGED, why, "not judged, because the undisturbed run has not passed")


def leave_out(item: pytest.Item, marked: str, why: str, word: str) -> NoReturn:
    """A skip that tells which kind it is by the property ``marked``."""
    item.user_properties.append((marked, why))
    raise pytest.skip.Exception(f"{word}: {why}", _use_item_location=True)


def kind_of(report: pytest.TestReport) -> str | None:
    """``NOT_APPLICABLE`` or ``NOT_JUDGED`` in the report of a combination that was left out for it."""
    properties = dict(getattr(report, "user_properties", ())) if report.skipped else {}
    return next((kind for kind in WORDS if kind in properties), None)


def why(report: pytest.TestReport) -> str:
    """The reason in a report of which :func:`kind_of` tells one."""
    return str(dict(report.user_properties)[kind_of(report) or ""])
