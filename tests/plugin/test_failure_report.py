from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from pennydrop.errors import ArtifactsUnwritable
from tests.plugin.conftest import Suite

pytestmark = pytest.mark.timeout(300)  # whole pytest runs, several at once, on whatever machine this is

SECRET = "sk_test_" + "abcdefgh"


@pytest.fixture
def failing(suite: Suite) -> Suite:
    suite.scenario("lost", "Given a shop", "When Anna's card is lost", "Then it is paid")
    suite.scenario("bought", "Given a shop", "When Anna pays £5.00")
    return suite


@pytest.mark.parametrize("distribution", [[], ["-n", "2"]], ids=["alone", "distributed"])
def test_a_failure_shows_the_scenario_its_evidence_and_the_command_to_run_it_again(
    failing: Suite, distribution: list[str]
) -> None:
    result = failing.run("--junitxml=junit.xml", *distribution)

    assert result.ret == 1
    evidence = next(failing.path.glob(".pennydrop/artifacts/*/features-shop-lost/lost/evidence.json"))
    expected = [
        "> *raise AssertionError*",
        "E *AssertionError: no card of sk_test_[[]redacted]",
        "*- Scenario -*",
        "features/shop/lost.feature:2  Lost: lost",
        "  passed * s  Given a shop",
        "  FAILED * s  When Anna's card is lost",
        "  not reached * Then it is paid",
        "*- Till -*",
        "till of anna@example.com: empty",
        "*- Stripe requests -*",
        "POST /v1/refunds with sk_test_[[]redacted] 200",
        "*- Journal -*",
        "not available: ConnectionError: the journal is closed",
        "*- Run only this scenario -*",
        "pytest features/shop/lost.feature::lost",
        "*- Evidence -*",
        str(evidence.relative_to(failing.path)),
    ]
    summary = [
        "*= scenarios =*",
        "features/shop * 1 * 1 * 0 * 0 * s",
        f"screenshots and evidence of the failures: {evidence.parents[2].relative_to(failing.path)}",
    ]
    result.stdout.fnmatch_lines([*expected, *summary])
    result.stdout.no_fnmatch_line("*call_fixture_func*")

    junit = ElementTree.parse(failing.path / "junit.xml").getroot()  # noqa: S314 - written by ourselves
    case = next(case for case in junit.iter("testcase") if case.get("name") == "lost")
    failure = case.find("failure")
    assert failure is not None
    assert "FAILED" in (failure.text or "")
    assert [found.get("value") for found in case.iter("property")] == [str(evidence.relative_to(failing.path))]
    everything = result.stdout.str() + evidence.read_text() + (failing.path / "junit.xml").read_text()
    assert SECRET not in everything


def test_the_evidence_file_holds_the_same_facts_for_programs(failing: Suite) -> None:
    failing.run("features/shop/lost.feature")

    facts = json.loads(next(failing.path.glob(".pennydrop/artifacts/*/*/lost/evidence.json")).read_text())
    assert facts["schema"] == 1
    assert (facts["nodeid"], facts["phase"]) == ("features/shop/lost.feature::lost", "call")
    assert facts["rerun"] == "pytest features/shop/lost.feature::lost"
    assert facts["error"] == "AssertionError: no card of sk_test_[redacted]"
    assert facts["trouble"] is None
    assert [(step["keyword"], step["state"]) for step in facts["scenario"]["steps"]] == [
        ("Given", "passed"),
        ("When", "FAILED"),
        ("Then", "not reached"),
    ]
    assert set(facts["scenario"]) == {"feature", "title", "file", "line", "row", "steps"}
    assert facts["about"] == {"emails": ["anna@example.com"], "sessions": ["cs_test_1"], "payment_intents": []}
    assert facts["testimonies"][0] == {"title": "Till", "lines": ["till of anna@example.com: empty"]}


def test_the_last_failed_scenario_is_run_again_alone(failing: Suite) -> None:
    failing.run()

    result = failing.run("--lf", "-v")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["features/shop/lost.feature::lost FAILED*"])


def test_artifacts_that_cannot_be_written_do_not_hide_the_failure(
    failing: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way = failing.write("in_the_way", "")
    monkeypatch.setenv("PENNYDROP_ARTIFACTS_DIR", str(in_the_way))

    result = failing.run("features/shop/lost.feature")

    assert result.ret == ArtifactsUnwritable.exit_code
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "E *AssertionError: no card of *",
            "*- Evidence -*",
            "not kept: *evidence.json cannot be written: Not a directory. Make room there, or name another folder*",
        ]
    )
