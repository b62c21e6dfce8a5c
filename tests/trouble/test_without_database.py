"""A site whose database nobody may look into: what page, Stripe and mail say is judged, and the rest is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fake_api import FakeApi
from tests.trouble.project import ROOT, Project

pytestmark = pytest.mark.timeout(300)  # a whole run, several at once, on whatever machine this is

SUITE = ROOT / "examples/smallest-suite"
WITH_A_CHART = """
from fixtures.chart import CHART


@pytest.fixture(scope="session")
def chart() -> object:
    return CHART


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "purchase: somebody pays")
"""
FEATURE = Path("features/foreign_payments.feature")


@pytest.fixture
def suite(project: Project, fake_api: FakeApi) -> Project:
    """The smallest suite with a chart of accounts, its one scenario to be disturbed, on a site that accepts all."""
    project.set("site_url", fake_api.url)
    (project.folder / "conftest.py").write_text((SUITE / "conftest.py").read_text() + WITH_A_CHART)
    (project.folder / "features").mkdir()
    scenario = (SUITE / FEATURE).read_text().replace("  Scenario:", "  @purchase\n  Scenario:")
    (project.folder / FEATURE).write_text(scenario)
    return project


def test_books_and_storm_do_without_and_say_what_they_left_out(suite: Project) -> None:
    outcome = suite.run("pytest", "--storm=duplicate")

    assert outcome.code == 0, outcome.output
    assert outcome.times_said("1 combination run: 1 passed, 0 failed; 0 not applicable") == 1, outcome.output
    assert outcome.times_said("rows not compared: the run has no database (PENNYDROP_DATABASE_URL)") == 1
    assert outcome.times_said("not checked in 2 scenarios: rules 1, 4, 7, 8, 9, 10, 11, 15, 16: the run has no") == 1
    assert not suite.left_behind()


def test_what_can_be_judged_is(suite: Project, fake_api: FakeApi) -> None:
    text = (suite.folder / FEATURE).read_text()
    (suite.folder / FEATURE).write_text(text.replace("    And the site accepts every delivery\n", ""))
    fake_api.status = 404  # a page and a webhook that are not there

    outcome = suite.run("pytest")

    assert outcome.code == 1, outcome.output
    assert outcome.times_said("the books do not balance (19)") > 0, outcome.output
    assert not suite.left_behind()
