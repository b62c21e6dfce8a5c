from __future__ import annotations

import json

import pytest

from tests.plugin.conftest import Suite

pytestmark = pytest.mark.timeout(300)  # whole pytest runs, several at once, on whatever machine this is

STEPS = """
    from pytest_bdd import when

    @when("two people look at the shop")
    def two_people_look(page, new_context):
        page.set_content("<title>Cart</title>")
        other = new_context().new_page()
        other.set_content("<title>Till</title>")
        assert page.title() == other.title()
    """

PATIENT_STEPS = """
    import pytest
    from playwright.sync_api import Error, expect
    from pytest_bdd import when

    @when("somebody waits for what is not there")
    def somebody_waits(page):
        button = page.get_by_role("button", name="Pay")
        with pytest.raises(Error, match="Timeout 300ms exceeded"):
            button.click()
        with pytest.raises(AssertionError, match="with timeout 300ms"):
            expect(button).to_be_visible()
    """


def test_a_failure_shows_every_open_page_and_keeps_its_picture_and_trace(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PENNYDROP_BROWSER_EXECUTABLE")
    suite.write("features/conftest.py", STEPS)
    suite.scenario("look", "When two people look at the shop")

    result = suite.run("--tracing", "retain-on-failure")

    result.assert_outcomes(failed=1)
    folder = next(suite.path.glob(".pennydrop/artifacts/*/features-shop-look/look"))
    shown = folder.relative_to(suite.path)
    result.stdout.fnmatch_lines(
        [
            "*- Pages -*",
            "about:blank  (Cart)",
            f"    {shown}/page-1.png",
            "about:blank  (Till)",
            f"    {shown}/page-2.png",
            "traces: test-results; look at one with: playwright show-trace FILE",
        ]
    )
    facts = json.loads((folder / "evidence.json").read_text())
    assert [snapshot["title"] for snapshot in facts["snapshots"]] == ["Cart", "Till"]
    for picture in ("page-1.png", "page-2.png"):
        assert (folder / picture).read_bytes().startswith(b"\x89PNG")
    assert [*suite.path.glob("test-results/*/trace*.zip")]


def test_a_page_and_an_expectation_are_waited_for_until_the_deadline(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PENNYDROP_BROWSER_EXECUTABLE")
    monkeypatch.setenv("PENNYDROP_DEADLINE", "0.3")
    suite.write("features/conftest.py", PATIENT_STEPS)
    suite.scenario("wait", "When somebody waits for what is not there")

    suite.run().assert_outcomes(passed=1)
