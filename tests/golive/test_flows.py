"""Lines that rest on the smoke run, with reports that pytest itself has written; and the record of the real payment."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import requests

from pennydrop.golive.check import Answer, Check, Verdict
from pennydrop.golive.checks import flows, refunds
from pennydrop.golive.examination import Examination
from pennydrop.golive.flows import LESSONS, REFUSED, SCENARIOS, whole_run
from pennydrop.golive.payment.proof import Proof
from pennydrop.golive.payment.record import PaymentRecord
from pennydrop.golive.rehearsal.world import World
from pennydrop.golive_settings import GoLiveSettings
from pennydrop.money import Money
from pennydrop.settings import load_settings
from tests.plugin.conftest import Suite
from tests.plugin.conftest import suite as suite

from .paying import REAL_CARD

FEATURES = Path(__file__).parents[2] / "features"
BY_SCENARIO = [check for check in (*flows.CHECKS, *refunds.CHECKS) if not check.id.startswith(("flows", "live"))]
LIVE = {check.id: check for check in refunds.CHECKS if check.id.startswith("live")}
ENDINGS = {
    "passed": "When Anna pays £5.00",
    "failed": "When Anna's card is lost",
    "skipped": "When Anna's card is lost",
    "an error": "When the site vanishes",
}


@pytest.fixture
def smoke_report(suite: Suite) -> Callable[..., Path]:
    """Runs a suite with scenarios of these names through the plugin; ``ending`` of ``which``; some ``without``."""

    def run(which: str = "", ending: str = "passed", without: str = "") -> Path:
        for scenario in SCENARIOS:
            if scenario == without:
                continue
            file, _, title = scenario.partition("::")
            step = ENDINGS[ending if scenario == which else "passed"]
            tag = "@skipped" if scenario == which and ending == "skipped" else ""
            path = suite.path / "features" / f"{file}.feature"
            said = path.read_text() if path.exists() else f"Feature: {file}\n"
            suite.write(
                f"features/{file}.feature", f"{said}  {tag}\n  Scenario: {title.replace('_', ' ')}\n    {step}\n"
            )
        conftest = suite.path / "conftest.py"
        conftest.write_text(conftest.read_text() + SKIPPING)
        suite.run("--junitxml=smoke.xml", "-o", "markers=skipped: left out", "-p", "no:randomly")
        return suite.path / "smoke.xml"

    return run


SKIPPING = """

def pytest_collection_modifyitems(items):
    for item in items:
        if item.get_closest_marker("skipped"):
            item.add_marker(pytest.mark.skip(reason="not today"))
"""


def examined(report: Path | None, now: datetime | None = None) -> Examination:
    settings = load_settings().model_copy(update={"golive": GoLiveSettings(smoke_report=report)})
    return Examination(settings, now=now)


def answers(examination: Examination) -> dict[str, Answer]:
    return {check.id: examination.answer(check) for check in (*flows.CHECKS, *BY_SCENARIO)}


def needing(scenario: str) -> set[str]:
    """The checks that name a scenario in their evidence, asked of a report that lacks it."""
    return {check.id for check in BY_SCENARIO if scenario in examined_without(scenario).answer(check).evidence}


def examined_without(scenario: str) -> Examination:
    from pennydrop.golive.smoke import SmokeRun, smoke_run

    examination = examined(None)
    examination._found[smoke_run] = SmokeRun(datetime.now(UTC), {})
    return examination


def test_each_scenario_is_there_and_tagged_smoke() -> None:
    command = [sys.executable, "-m", "pytest", "features", "-m", "smoke", "--collect-only", "-q"]
    said = subprocess.run(command, cwd=FEATURES.parent, capture_output=True, text=True, check=True).stdout
    found = {line.partition("[")[0] for line in said.splitlines() if "::" in line}
    assert found >= {f"features/{scenario.replace('::', '.feature::')}" for scenario in SCENARIOS}


def test_a_good_run_proves_every_line(smoke_report: Callable[..., Path]) -> None:
    found = answers(examined(smoke_report()))

    assert {id: it.evidence for id, it in found.items() if it.verdict is not Verdict.PASS} == {}
    assert "12 scenarios passed" in found["flows-smoke-run"].evidence


@pytest.mark.parametrize("ending", ["failed", "skipped", "an error"])
@pytest.mark.parametrize("scenario", [LESSONS, REFUSED])
def test_a_scenario_that_has_not_passed_turns_its_lines_red_and_no_other(
    smoke_report: Callable[..., Path], scenario: str, ending: str
) -> None:
    found = answers(examined(smoke_report(scenario, ending)))

    red = {id for id, answer in found.items() if answer.verdict is Verdict.FAIL}
    assert red == {"flows-smoke-run", *needing(scenario)}
    said = {"failed": "failed", "skipped": "was skipped", "an error": "could not be judged"}[ending]
    assert all(f"{scenario} {said}" in found[id].evidence for id in red)
    assert all(found[id].mend for id in red)


def test_a_scenario_that_was_not_in_the_run_turns_its_lines_red(smoke_report: Callable[..., Path]) -> None:
    report = smoke_report()
    whole = report.read_text()
    for scenario in SCENARIOS:
        title = scenario.partition("::")[2]
        root = ElementTree.fromstring(whole)  # noqa: S314 - pytest has written it a moment ago
        for part in root.iter("testsuite"):
            for case in part.findall(f"testcase[@name='{title}']"):
                part.remove(case)
        report.write_text(ElementTree.tostring(root, encoding="unicode"))

        found = answers(examined(report))

        red = {id for id, answer in found.items() if answer.verdict is Verdict.FAIL}
        assert red == needing(scenario)
        assert red
        assert all(found[id].evidence == f"not in the smoke run: {scenario}" for id in red)


def test_every_line_needs_a_scenario() -> None:
    lacking = examined_without("")
    assert [check.id for check in BY_SCENARIO if lacking.answer(check).verdict is not Verdict.FAIL] == []


def test_an_old_run_proves_nothing_of_the_site_as_it_is(smoke_report: Callable[..., Path]) -> None:
    report = smoke_report()
    later = Examination(examined(report).settings, now=datetime.now(UTC) + timedelta(hours=25))

    answer = later.answer(whole_run)

    assert answer.verdict is Verdict.FAIL
    assert "25.0 h ago, and may be 24.0 h old" in answer.evidence


def test_a_run_in_the_future_is_no_proof(smoke_report: Callable[..., Path]) -> None:
    earlier = Examination(examined(smoke_report()).settings, now=datetime.now(UTC) - timedelta(hours=2))

    assert "in the future" in earlier.answer(whole_run).evidence


def test_without_a_report_a_person_has_to_say_so() -> None:
    found = answers(examined(None))

    assert {it.verdict for it in found.values()} == {Verdict.MANUAL}
    assert all("PENNYDROP_GOLIVE__SMOKE_REPORT" in it.mend for it in found.values())


@pytest.mark.parametrize("text", ["", "<html/>", "<testsuites><testsuite/></testsuites>", "no XML"])
def test_what_is_no_report_is_said_so(tmp_path: Path, text: str) -> None:
    report = tmp_path / "smoke.xml"
    report.write_text(text)

    found = answers(examined(report))

    told = found.pop(whole_run.id)
    assert (told.verdict, "could not look" in told.evidence) == (Verdict.FAIL, True)
    assert {(it.verdict, it.waits_on) for it in found.values()} == {(Verdict.WAITING, whole_run.id)}
    assert all(str(report) in it.evidence for it in found.values())


def test_an_empty_run_is_no_run(tmp_path: Path) -> None:
    report = tmp_path / "smoke.xml"
    now = datetime.now(UTC).isoformat()
    report.write_text(f'<testsuites><testsuite timestamp="{now}"></testsuite></testsuites>')

    assert examined(report).answer(whole_run).verdict is Verdict.FAIL


class Kept:
    """A payment that was really made at the world's Stripe, given back, and recorded."""

    def __init__(self, world: World, path: Path) -> None:
        self.world, self.path = world, path
        made = self._opened()
        self.session = str(made["id"])
        self._pay()
        self.intent = str(world.stripe.ask("GET", f"checkout/sessions/{self.session}")["payment_intent"])
        self.record = PaymentRecord(
            account=world.stripe.account,
            live=True,
            ended=datetime(2026, 11, 23, 12, tzinfo=UTC),
            session=self.session,
            payment_intent=self.intent,
            amount=Money(50),
            returned=Money(50),
            kept=Money(21),
            in_parts=False,
            proofs=(Proof("payment", "record written", True, "row 1"),),
        )

    def refund(self, minor: int) -> None:
        self.world.stripe.ask("POST", "refunds", payment_intent=self.intent, amount=minor)

    def answer(self, id: str) -> Answer:
        golive = {**self.world.config["golive"], "payment_record": self.path}
        settings = load_settings(**{**self.world.config, "golive": golive})
        return Examination(settings).answer(LIVE[id])

    def _opened(self) -> dict[str, Any]:
        item = {"currency": "gbp", "unit_amount": "50", "product_data][name": "A course"}
        lines = {f"line_items[0][price_data][{name}]": value for name, value in item.items()}
        return self.world.stripe.ask(
            "POST",
            "checkout/sessions",
            **{"mode": "payment", "success_url": self.world.url, "line_items[0][quantity]": "1", **lines},
        )

    def _pay(self) -> None:
        card = {"number": REAL_CARD, "exp_month": 12, "exp_year": 2034, "cvc": "123"}
        requests.post(
            f"{self.world.stripe.url}/v1/payment_pages/{self.session}/confirm",
            data={
                "key": self.world.stripe.publishable_key,
                "expected_amount": 50,
                "payment_method_data[type]": "card",
                **{f"payment_method_data[card][{name}]": value for name, value in card.items()},
                "payment_method_data[billing_details][email]": "ada@example.com",
            },
            timeout=10,
        ).raise_for_status()


@pytest.fixture
def kept(world: World, tmp_path: Path) -> Kept:
    return Kept(world, tmp_path / "payment.json")


def test_without_a_payment_a_person_has_to_make_one(kept: Kept) -> None:
    for id in LIVE:
        assert kept.answer(id).verdict is Verdict.MANUAL
        assert "pennydrop golive pay" in kept.answer(id).mend


def test_a_payment_that_went_back_passes(kept: Kept) -> None:
    kept.refund(50)
    kept.record.write(kept.path)

    assert {kept.answer(id).verdict for id in LIVE} == {Verdict.PASS}


def test_money_that_has_not_gone_back_is_red_until_it_has(kept: Kept) -> None:
    kept.record.write(kept.path)
    assert kept.answer("live-refund").verdict is Verdict.FAIL
    kept.refund(25)
    assert "£0.25 of £0.50" in kept.answer("live-refund").evidence
    kept.refund(25)
    assert kept.answer("live-refund").verdict is Verdict.PASS


def test_a_proof_that_did_not_hold_is_red(kept: Kept) -> None:
    kept.refund(50)
    wrong = Proof("payment", "commission booked", False, "£0.06, expected £0.05")
    replace(kept.record, proofs=(*kept.record.proofs, wrong)).write(kept.path)

    answer = kept.answer("live-payment")

    assert answer.verdict is Verdict.FAIL
    assert "commission booked: £0.06, expected £0.05" in answer.evidence
    assert f"pennydrop diagnose {kept.session}" in answer.mend


def test_what_nobody_could_see_is_a_warning(kept: Kept) -> None:
    kept.refund(50)
    unseen = Proof("payment", "mail to the buyer", None, "nobody was there to ask")
    replace(kept.record, proofs=(*kept.record.proofs, unseen)).write(kept.path)

    answer = kept.answer("live-payment")

    assert answer.verdict is Verdict.WARN
    assert "mail to the buyer" in answer.evidence


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"account": "acct_1SomebodyElse"}, "it was made in acct_1SomebodyElse"),
        ({"live": False}, "is a payment in test mode"),
        ({"amount": Money(60)}, "and the record says £0.60"),
        ({"session": "cs_live_unknown"}, "could not look"),
    ],
    ids=["another account", "test mode", "another sum", "unknown to Stripe"],
)
def test_a_record_of_something_else_is_red(kept: Kept, change: dict[str, Any], said: str) -> None:
    kept.refund(50)
    replace(kept.record, **change).write(kept.path)

    answer = kept.answer("live-payment")

    assert answer.verdict is Verdict.FAIL
    assert said in answer.evidence


@pytest.mark.parametrize("text", ["", "[]", json.dumps({"schema": 2}), json.dumps({"schema": 1})])
def test_what_is_no_record_is_said_so(kept: Kept, text: str) -> None:
    kept.path.write_text(text)

    for id in LIVE:
        answer = kept.answer(id)
        assert answer.verdict is Verdict.FAIL
        assert "is no record of an assisted payment" in answer.evidence


def test_without_real_money_there_is_nothing_to_pay() -> None:
    for check in LIVE.values():
        assert Examination(load_settings()).answer(check).verdict is Verdict.NOT_APPLICABLE


def test_the_checks_are_each_their_own() -> None:
    ids = [check.id for check in (*flows.CHECKS, *refunds.CHECKS)]
    assert len(ids) == len(set(ids))
    assert all(isinstance(check, Check) for check in (*flows.CHECKS, *refunds.CHECKS))
    assert LESSONS in SCENARIOS
