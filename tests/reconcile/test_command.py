"""The command: what it prints, writes and ends with."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pennydrop.cli import main
from pennydrop.reconcile.kinds import KINDS
from tests.reconcile.api import Stripe, serving
from tests.reconcile.books import write
from tests.reconcile.conftest import CHART
from tests.reconcile.faults import PLANTED, quiet
from tests.reconcile.world import Fault, Shop

BEGINNING = ["reconcile", "--since", "7d"]
Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A function that runs the command on a shop with these faults."""

    def reconcile(*options: str, faults: dict[int, Fault] | None = None, size: int = 240) -> int:
        shop = Shop(size, faults or {}, datetime.now(UTC).replace(microsecond=0))
        database = tmp_path / "books.sqlite3"
        if not database.exists():
            from sqlalchemy.engine import make_url

            write(shop, make_url(f"sqlite:///{database}"))
        with serving(Stripe(shop)) as stripe:
            for name, value in {
                "STRIPE_API_BASE": stripe.url,
                "DATABASE_URL": f"sqlite:///{database}",
                "STATE_DIR": str(tmp_path / "state"),
                "GOLIVE__CHART": CHART,
            }.items():
                monkeypatch.setenv(f"PENNYDROP_{name}", value)
            return main([*BEGINNING, *options])

    return reconcile


def all_faults(size: int = 240) -> dict[int, Fault]:
    return {number: planted.plant for number, planted in zip(quiet(Shop(size)), PLANTED, strict=False)}


def test_in_balance_is_0(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 0
    printed = capsys.readouterr()
    assert "\nin balance\n" in printed.out
    assert "account acct_shop" in printed.out
    assert printed.err == ""  # no progress where nobody watches


def test_not_in_balance_is_1_and_says_what_to_do_next(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    number = next(quiet(Shop(240)))
    assert run(faults={number: PLANTED[0].plant}) == 1
    printed = capsys.readouterr().out
    assert "NOT in balance: 1 discrepancy of 1 kind" in printed
    assert f"pennydrop diagnose pi_{number:024d}" in printed
    assert KINDS[0].cause in printed


def test_the_terminal_shows_the_first_of_each_kind(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    numbers = [number for number, _ in zip(quiet(Shop(240)), range(8), strict=False)]
    assert run(faults=dict.fromkeys(numbers, PLANTED[0].plant)) == 1
    printed = capsys.readouterr().out
    assert printed.count("pennydrop diagnose") == 5
    assert "and 3 more, see --csv" in printed


def test_files_hold_every_finding(run: Run, tmp_path: Path) -> None:
    faults = all_faults()
    files = {kind: tmp_path / f"found.{kind}" for kind in ("csv", "json", "html")}
    assert run(*(f"--{kind}={path}" for kind, path in files.items()), faults=faults) == 1
    with files["csv"].open(newline="") as file:
        lines = list(csv.DictReader(file))
    told = json.loads(files["json"].read_text())
    page = files["html"].read_text()
    assert [(line["kind"], line["id"]) for line in lines] == [(it["kind"], it["id"]) for it in told["findings"]]
    assert {it["kind"] for it in told["findings"]} == set(told["counts"]) == {each.kind for each in PLANTED}
    assert len(lines) == len(faults)
    assert all(line["next"].startswith("pennydrop diagnose") for line in lines)
    for each in told["findings"]:
        assert each["id"] in page
    assert "http" not in page.replace("http-equiv", "")  # it loads nothing


def test_json_on_stdout_is_nothing_but_json(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--json", "-") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["balanced"], told["findings"], told["account"]) == (True, [], "acct_shop")
    assert told["figures"]["payments_compared"] > 200
    assert told["payouts"] == [{"status": "paid", "currency": "gbp", "count": 1, "amount": 123456}]


def test_what_is_of_html_in_the_ledger_stays_text(run: Run, tmp_path: Path) -> None:
    def scripted(sale: Any) -> None:
        sale.record.status = "<script>x</script>"

    page = tmp_path / "page.html"
    assert run("--html", str(page), faults={next(quiet(Shop(240))): scripted}) == 1
    assert "<script>" not in page.read_text()
    assert "&lt;script&gt;" in page.read_text()


def test_a_period_that_is_none_is_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reconcile", "--since", "yesterday"]) == 2
    assert "'yesterday' is no moment" in capsys.readouterr().err


def test_a_silent_stripe_is_2(run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    run()
    capsys.readouterr()
    monkeypatch.setenv("PENNYDROP_STRIPE_API_BASE", "http://127.0.0.1:9")
    assert main(BEGINNING) == 2
    assert "Stripe does not answer at http://127.0.0.1:9" in capsys.readouterr().err


def test_a_database_that_is_not_there_is_2(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run()
    capsys.readouterr()
    monkeypatch.setenv("PENNYDROP_DATABASE_URL", "sqlite:////nowhere/books.sqlite3")
    assert main(BEGINNING) == 2
    assert "cannot open the site's database" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("chart", "said"),
    [
        ("tests.reconcile.chart:NOTHING", "has no attribute 'NOTHING'"),
        ("tests.reconcile.world:Shop", "not a Chart"),
        ("tests.no_such_module:CHART", "No module named"),
        ("CHART", "must be module:name"),
    ],
)
def test_a_chart_that_is_none_is_2(
    chart: str, said: str, run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PENNYDROP_GOLIVE__CHART", chart)
    assert main(BEGINNING) == 2
    assert said in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_2_and_the_work_is_kept(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--csv", str(tmp_path / "nowhere" / "found.csv")) == 2
    assert "name another file" in capsys.readouterr().err
    assert list((tmp_path / "state" / "reconcile").glob("*/session.csv"))


def test_a_comparison_that_fails_is_2(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("pennydrop.reconcile.engine.MEMORY", "1KB")
    assert run() == 2
    assert "the comparison itself has failed" in capsys.readouterr().err
