from __future__ import annotations

import pytest

from pennydrop.plugin.masking import mask_report
from pennydrop.redaction import Redactor

PASSWORD = "open-sesame"


def test_a_secret_is_masked_in_traceback_locals_message_and_captured_output() -> None:
    def fails(password: str) -> None:
        raise ValueError(f"wrong password: {password}")

    try:
        fails(PASSWORD)
    except ValueError as error:
        shown = pytest.ExceptionInfo.from_exception(error).getrepr(showlocals=True, style="long")
    report = pytest.TestReport(
        "x.feature::a", ("", 0, ""), {}, "failed", shown, "call", [("Captured stdout", f"typed {PASSWORD}")]
    )
    shown.addsection("Scenario", f"with {PASSWORD}")
    assert PASSWORD in report.longreprtext

    mask_report(report, Redactor([PASSWORD]))

    assert PASSWORD not in report.longreprtext + str(report.sections)
    assert "wrong password: [redacted]" in report.longreprtext
    assert shown.reprcrash is not None
    assert shown.reprcrash.message == "ValueError: wrong password: [redacted]"


def test_an_error_that_is_mere_text_is_masked_too() -> None:
    report = pytest.TestReport("x.feature::a", ("", 0, ""), {}, "failed", f"no {PASSWORD}", "call")

    mask_report(report, Redactor([PASSWORD]))

    assert report.longrepr == "no [redacted]"
