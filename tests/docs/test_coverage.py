"""No promise without a scenario, no claim without a fault."""

from __future__ import annotations

from scripts.reference.invariants import claimants, invariants, killers
from scripts.reference.scenarios import all_scenarios, chosen
from tests.faults.fault import all_faults


def test_the_promises_are_found() -> None:
    assert [*invariants()] == [f"inv-{number}" for number in range(1, 26)]


def test_every_promise_is_claimed_by_a_scenario() -> None:
    assert [tag for tag in invariants() if not claimants(tag)] == []


def test_every_claim_has_been_put_to_the_test_by_a_fault() -> None:
    claims = [scenario.id for tag in invariants() for scenario in claimants(tag)]
    untested = [claim for claim in dict.fromkeys(claims) if claim not in killers()]
    assert not untested, "no seeded fault names these scenarios, so nobody has seen them fail:\n" + "\n".join(untested)


def test_every_fault_names_scenarios_that_exist() -> None:
    missing = [f"{fault.name}: {name}" for fault in all_faults() for name in fault.undisturbed if not chosen(name)]
    assert missing == []


def test_scenarios_are_chosen_by_id_row_feature_and_tag() -> None:
    outline = next(scenario for scenario in all_scenarios() if scenario.rows)

    assert chosen(outline.id) == [outline]
    assert chosen(f"{outline.id}[{outline.rows[0]}]") == [outline]
    assert chosen(f"{outline.id}[no such row]") == []
    assert outline in chosen(outline.file)
    assert all("smoke" in scenario.tags for scenario in chosen("@smoke"))
    assert chosen("@no-such-tag") == []
