"""A part of the shop that a site lacks is told from a part that is broken."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pennydrop.errors import LedgerMismatch
from pennydrop.plugin.modules import Module, Offering
from tests.fake_api import FakeApi
from tests.plugin.conftest import INI, Suite

DECLARATION = """
from pennydrop.plugin.modules import Module


def pytest_pennydrop_modules():
    return [Module("exams", ("exam_entry", "exam_fee"), "/exams/"), Module("lent", ("lent_recorder",))]
"""
FEATURE = """
Feature: Exams
  @exams
  Scenario: An exam is paid
    When Anna pays £5.00
  @exams
  Scenario: An exam is free
    When Anna pays £0.00
  Scenario: A recorder is paid
    When Anna pays £5.00
"""
ALONE_AND_DISTRIBUTED = pytest.mark.parametrize("distribution", [[], ["-n", "2"]], ids=["alone", "distributed"])


@pytest.fixture
def site(suite: Suite, fake_api: FakeApi, monkeypatch: pytest.MonkeyPatch) -> FakeApi:
    """A site with a database that has one table, and no exams at all."""
    fake_api.status = 404
    suite.write("pytest.ini", INI + "    exams: about exams\n    lent: about recorders to lend\n")
    suite.write("modules.py", DECLARATION)
    conftest = suite.path / "conftest.py"
    conftest.write_text(conftest.read_text() + '\npytest_plugins = ["modules"]\n')
    suite.write("features/exams/exams.feature", FEATURE)
    database = suite.path / "site.sqlite3"
    _create(database, "lent_recorder")
    monkeypatch.setenv("PENNYDROP_DATABASE_URL", f"sqlite:///{database}")
    monkeypatch.setenv("PENNYDROP_SITE_URL", fake_api.url)
    return fake_api


def _create(database: Path, *tables: str) -> None:
    with sqlite3.connect(database) as connection:
        for table in tables:
            connection.execute(f"CREATE TABLE {table} (id integer PRIMARY KEY)")
    connection.close()


@pytest.mark.timeout(300)
@ALONE_AND_DISTRIBUTED
def test_what_the_site_lacks_is_not_run_and_said(site: FakeApi, suite: Suite, distribution: list[str]) -> None:
    result = suite.run("--junitxml=junit.xml", *distribution)

    assert result.ret == 0
    result.stdout.fnmatch_lines(
        [
            "*passed  failed  skipped  not offered  no verdict *",
            "features/exams       1       0        0            2           0 *",
            "not offered by this site:",
            "  exams: no table exam_entry, no table exam_fee, /exams/ answers 404 (2 scenarios left out)",
            "*1 passed, 2 not offered*",
        ]
    )
    asked = [path for _method, path, _headers, _body in site.asked if path == "/exams/"]
    assert 1 <= len(asked) <= max(1, len(distribution))  # not once for each scenario
    cases = ElementTree.parse(suite.path / "junit.xml").getroot().iter("skipped")  # noqa: S314 - written by ourselves
    assert {case.get("message") for case in cases} == {
        "not offered by this site: exams (no table exam_entry, no table exam_fee, /exams/ answers 404)"
    }


@pytest.mark.timeout(300)
def test_half_a_module_is_trouble_and_never_taken_for_none(site: FakeApi, suite: Suite) -> None:
    _create(suite.path / "site.sqlite3", "exam_entry", "exam_fee")

    result = suite.run()

    assert result.ret == LedgerMismatch.exit_code
    result.assert_outcomes(passed=1, errors=2)
    result.stdout.fnmatch_lines(
        [
            "no verdict, because of trouble with the infrastructure:",
            "  LedgerMismatch: half of what @exams is about is there: table exam_entry is there, table exam_fee is"
            " there, /exams/ answers 404. *",
        ]
    )


def offering(tables: set[str], status: int, *, address: str | None = "/exams/") -> Offering:
    module = Module("exams", ("exam_entry", "exam_fee"), address)
    return Offering([module], lambda wanted: [table for table in wanted if table not in tables], lambda _: status)


BOTH = {"exam_entry", "exam_fee"}


@pytest.mark.parametrize(
    ("tables", "status", "address"),
    [(BOTH, 200, "/exams/"), (BOTH, 302, "/exams/"), (BOTH, 500, "/exams/"), (BOTH, 404, None)],
)
def test_a_site_offers_what_has_its_tables_and_answers(tables: set[str], status: int, address: str | None) -> None:
    assert offering(tables, status, address=address).absent == frozenset()


@pytest.mark.parametrize("address", ["/exams/", None])
def test_a_site_without_tables_and_pages_does_not_offer_it(address: str | None) -> None:
    assert offering(set(), 404, address=address).absent == {"exams"}
    assert not offering(set(), 404).why_not("lessons")


@pytest.mark.parametrize(
    ("tables", "status", "address"),
    [
        (BOTH, 404, "/exams/"),
        (set(), 302, "/exams/"),
        (set(), 500, "/exams/"),
        ({"exam_fee"}, 404, "/exams/"),
        ({"exam_fee"}, 200, "/exams/"),
        ({"exam_fee"}, 200, None),
    ],
)
def test_half_of_it_is_a_mismatch_that_names_tables_and_address(
    tables: set[str], status: int, address: str | None
) -> None:
    with pytest.raises(LedgerMismatch, match=r"half of what @exams is about.*table exam_fee") as mismatch:
        _ = offering(tables, status, address=address).absent
    assert (f"/exams/ answers {status}" in str(mismatch.value)) is bool(address)
