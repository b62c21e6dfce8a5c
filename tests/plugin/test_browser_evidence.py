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
