"""Who may run what at which time, when several workers share a storm."""

from __future__ import annotations

from pennydrop.plugin.storm.schedule import PORTION, portions, scenario_of

NAMES = ["undisturbed", "answer", "lost-answer"]


def test_the_scenario_of_a_combination_is_its_id_without_the_longest_name_that_fits() -> None:
    assert scenario_of("a.feature::paid[lost-answer]", NAMES) == "a.feature::paid"
    assert scenario_of("a.feature::paid[visa-lost-answer]", NAMES) == "a.feature::paid[visa]"
    assert scenario_of("a.feature::paid[visa-answer]", NAMES) == "a.feature::paid[visa]"
    assert scenario_of("a.feature::paid[visa]", NAMES) == "a.feature::paid[visa]"


def test_the_undisturbed_run_is_handed_out_with_one_disturbed_run_and_the_rest_in_portions() -> None:
    names = ["undisturbed", *(f"d{number}" for number in range(2 + PORTION))]
    found = portions([f"a.feature::paid[{name}]" for name in names], names)

    assert {scenario for scenario, _ in found.values()} == {"a.feature::paid"}
    assert [portion for _, portion in found.values()] == [0, 0, *[1] * PORTION, 2]
