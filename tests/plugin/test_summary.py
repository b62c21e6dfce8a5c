from __future__ import annotations

from collections import Counter
from typing import Literal

import pytest

from pennydrop.plugin.infrastructure import PROPERTY, Trouble
from pennydrop.plugin.summary import Outcomes, Tally, Verdict

Phase = Literal["setup", "call", "teardown"]
Outcome = Literal["passed", "failed", "skipped"]


def report(nodeid: str, phase: Phase, outcome: Outcome, seconds: float, trouble: str = "") -> pytest.TestReport:
    properties: list[tuple[str, object]] = [(PROPERTY, trouble)] if trouble else []
    return pytest.TestReport(
        nodeid, ("", 0, ""), {}, outcome, None, phase, duration=seconds, user_properties=properties
    )


def test_the_worst_phase_decides_and_the_seconds_of_all_phases_count() -> None:
    outcomes = Outcomes(
        [
            report("features/a/x.feature::one", "setup", "passed", 0.5),
            report("features/a/x.feature::one", "call", "passed", 1.0),
            report("features/a/x.feature::one", "teardown", "failed", 0.25),
            report("features/a/y.feature::two", "call", "passed", 2.0),
            report("features/b/z.feature::three", "setup", "skipped", 0.0),
            report("features/b/z.feature::four", "call", "failed", 4.0, trouble="13 SiteUnreachable no answer"),
        ]
    )

    assert outcomes.by_folder() == {
        "features/a": Tally(Counter([Verdict.PASSED, Verdict.FAILED]), seconds=3.75),
        "features/b": Tally(Counter([Verdict.SKIPPED, Verdict.NONE]), seconds=4.0),
    }
    assert outcomes.slowest()[0] == ("features/b/z.feature::four", 4.0)
    assert outcomes.troubles == {"features/b/z.feature::four": Trouble(13, "SiteUnreachable", "no answer")}
