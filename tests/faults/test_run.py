"""The runner of the faults: what it selects, where it looks, and what it says of a survivor. Nothing is started."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, cast

import pytest

from pennydrop.errors import ProcessDied
from tests.faults.families import FAMILIES
from tests.faults.fault import Fault, all_faults, sample
from tests.faults.proof import ALL_FEATURES, prove, prove_all
from tests.faults.run import clean_failures, report
from tests.faults.trial import FAILED, PASSED, PORTS, Outcome, RunBroke, Shard, make_shards

FIRST, SECOND, ELSEWHERE = "features/a.feature::one", "features/a.feature::two", "features/b.feature::three"
Answer = Callable[[list[str], str | None], list[Outcome]]


class FakeShard:
    """Fails the scenarios that it was told to fail under each fault, and remembers what it was asked to run."""

    def __init__(self, fails: dict[str, set[str]] | None = None) -> None:
        self.fails = fails or {}
        self.asked: list[tuple[str, ...]] = []

    def run(self, scenarios: list[str], fault: str | None, *options: str) -> list[Outcome]:
        self.asked.append((*scenarios, *options))
        failing = self.fails.get((fault or "clean").rpartition(".")[2], set())
        ended = []
        for scenario in [FIRST, SECOND, ELSEWHERE] if scenarios == [ALL_FEATURES] else scenarios:
            failed = scenario in failing
            ended.append(Outcome(scenario, "failed" if failed else "passed", "not paid" if failed else ""))
            if failed and "-x" in options:
                break
        return ended


class WithoutBooks(FakeShard):
    """Nothing fails when the books are off."""

    def run(self, scenarios: list[str], fault: str | None, *options: str) -> list[Outcome]:
        if "--no-books" in options:
            return [Outcome(scenario, "passed", "") for scenario in scenarios]
        return super().run(scenarios, fault, *options)


def shards(*fakes: FakeShard) -> list[Shard]:
    return cast(list[Shard], list(fakes))


def fault(name: str = "broken", family: int = 1, *scenarios: str) -> Fault:
    return Fault(name, "A rule is broken.", family, scenarios or (FIRST, SECOND))


def test_a_sample_takes_one_of_each_family_before_a_second_of_any() -> None:
    faults = [fault(name, family) for name, family in (("a", 1), ("b", 1), ("c", 1), ("d", 2), ("e", 3))]

    assert [it.name for it in sample(faults, 3)] == ["a", "d", "e"]
    assert [it.name for it in sample(faults, 4)] == ["a", "d", "e", "b"]
    assert len(sample(faults, 99)) == len(faults)


def test_every_seeded_fault_tells_its_story_its_family_and_its_scenarios() -> None:
    for it in all_faults():
        assert it.story.endswith("."), it.name
        assert it.family in FAMILIES, it.name
        assert isinstance(it.scenarios, tuple), it.name
        assert it.scenarios, it.name


def test_shards_share_neither_state_nor_ports() -> None:
    environments = [shard.environment for shard in make_shards(3)]

    assert len({environment["PENNYDROP_STATE_DIR"] for environment in environments}) == 3
    ports = [environment[f"PENNYDROP_{name.upper()}"] for environment in environments for name in PORTS]
    assert len(ports) == len(set(ports)) == 3 * len(PORTS)


def test_the_named_scenarios_are_run_first_and_the_first_failure_ends_the_run() -> None:
    shard = FakeShard({"broken": {FIRST, SECOND}})

    verdict = prove(fault(), *shards(shard))

    assert shard.asked == [(FIRST, SECOND, "--no-books", "-x")]
    assert verdict.proven
    assert str(verdict) == FIRST


def test_a_fault_that_its_scenarios_miss_is_looked_for_everywhere() -> None:
    shard = FakeShard({"broken": {ELSEWHERE}})

    verdict = prove(fault(), *shards(shard))

    assert shard.asked == [(FIRST, SECOND, "--no-books", "-x"), (ALL_FEATURES, "--no-books", "-x")]
    assert verdict.proven
    assert str(verdict) == f"{ELSEWHERE}, which it does not name: none of those it names failed"


def test_a_survivor_is_told_with_its_story() -> None:
    verdict = prove(fault(), *shards(FakeShard()))

    assert not verdict.proven
    assert str(verdict) == "SURVIVED: A rule is broken."


def of_the_books() -> Fault:
    return Fault("broken", "A rule is broken.", 1, (FIRST, SECOND), seen_by="books")


def test_a_fault_of_the_books_is_looked_for_with_them_and_only_if_asked_without() -> None:
    shard, proving = FakeShard({"broken": {SECOND}}), WithoutBooks({"broken": {SECOND}})

    assert prove(of_the_books(), *shards(shard)).proven
    assert shard.asked == [(FIRST, SECOND, "-x")]
    assert prove(of_the_books(), *shards(proving), without=True).proven
    assert proving.asked == [(FIRST, SECOND, "-x")]


def test_a_fault_of_the_books_that_steps_see_is_not_proven() -> None:
    verdict = prove(of_the_books(), *shards(FakeShard({"broken": {SECOND}})), without=True)

    assert not verdict.proven
    assert str(verdict) == f"{SECOND}, also without the books that alone are to see it"


def of_the_storm() -> Fault:
    return Fault("broken", "A rule is broken.", 1, (f"{FIRST}[lost-answer]", f"{SECOND}[row-reorder]"), "storm")


def test_a_fault_of_the_storm_is_looked_for_in_it_and_nowhere_else() -> None:
    disturbed = f"{FIRST}[lost-answer]"
    caught, missed = FakeShard({"broken": {disturbed}}), FakeShard()

    assert prove(of_the_storm(), *shards(caught)).proven
    assert not prove(of_the_storm(), *shards(missed)).proven
    assert missed.asked == [(*of_the_storm().scenarios, "--storm=lost-answer,reorder", "-x")]


def test_a_fault_of_the_storm_that_is_seen_in_fair_weather_is_not_proven() -> None:
    shard = FakeShard({"broken": {f"{SECOND}[row]", f"{FIRST}[lost-answer]"}})
    verdict = prove(of_the_storm(), *shards(shard), without=True)

    assert shard.asked[0] == (FIRST, f"{SECOND}[row]")
    assert str(verdict).endswith("also without the storm that alone are to see it")


def test_the_clean_site_is_asked_under_the_disturbances_that_the_faults_name() -> None:
    shard = FakeShard()
    clean_failures([fault(), of_the_storm()], shards(shard))

    assert shard.asked == [(FIRST, SECOND), (*of_the_storm().scenarios, "--storm=lost-answer,reorder")]


def test_every_named_scenario_has_to_fail_when_that_is_asked() -> None:
    one, both = FakeShard({"broken": {FIRST}}), FakeShard({"broken": {FIRST, SECOND}})

    partly = prove(fault(), *shards(one), every=True)
    wholly = prove(fault(), *shards(both), every=True)

    assert one.asked == [(FIRST, SECOND, "--no-books")]
    assert not partly.proven
    assert str(partly) == f"{FIRST}, but NOT by {SECOND}"
    assert wholly.proven


@pytest.mark.parametrize("name", ["features/a.feature", "features/a.feature::row"])
def test_a_feature_is_killed_by_one_of_its_scenarios_and_an_outline_by_one_of_its_rows(name: str) -> None:
    class Rows(FakeShard):
        def run(self, *asked: Any) -> list[Outcome]:
            return [
                Outcome("features/a.feature::row[1]", "passed", ""),
                Outcome("features/a.feature::row[2]", "failed", ""),
            ]

    assert prove(fault("broken", 1, name), *shards(Rows()), every=True).proven


def test_as_many_faults_run_at_once_as_there_are_shards() -> None:
    together = threading.Barrier(2, timeout=30)

    class Waiting(FakeShard):
        def run(self, *asked: Any) -> list[Outcome]:
            together.wait()
            return [Outcome(FIRST, "failed", "")]

    verdicts = list(prove_all([fault(name) for name in "abcd"], shards(Waiting(), Waiting())))

    assert sorted(verdict.fault.name for verdict in verdicts) == list("abcd")


def test_the_report_counts_and_fails_on_a_survivor(capsys: pytest.CaptureFixture[str]) -> None:
    faults = [fault("caught"), fault("missed")]

    code = report(faults, shards(FakeShard({"caught": {SECOND}})), every=False, reasons=True)

    clean, caught, why, missed, count = capsys.readouterr().out.splitlines()
    assert code == FAILED
    assert clean.startswith("(the clean site)")
    assert "-> no failure (" in clean
    assert caught.startswith("caught ")
    assert f"-> {SECOND} (" in caught
    assert why.strip() == "not paid"
    assert missed.startswith("missed ")
    assert "-> SURVIVED: A rule is broken. (" in missed
    assert count.startswith("1 of 2 faults caught in ")


def test_the_report_fails_when_the_clean_site_does(capsys: pytest.CaptureFixture[str]) -> None:
    shard = FakeShard({"caught": {FIRST}, "clean": {SECOND}})

    assert report([fault("caught")], shards(shard), every=False, reasons=False) == FAILED
    assert f"(the clean site) {'':>20} -> {SECOND}".split() == capsys.readouterr().out.splitlines()[0].split()[:5]


def test_all_caught_and_a_clean_site_are_a_success() -> None:
    assert report([fault("caught")], shards(FakeShard({"caught": {FIRST}})), every=False, reasons=False) == PASSED


def test_trouble_with_one_fault_is_told_and_ends_with_its_own_code(capsys: pytest.CaptureFixture[str]) -> None:
    class Broken(FakeShard):
        def run(self, scenarios: list[str], fault: str | None, *options: str) -> list[Outcome]:
            if fault:
                raise RunBroke(ProcessDied.exit_code, "site ended\nit has no such view any more\n")
            return []

    assert report([fault()], shards(Broken()), every=False, reasons=False) == ProcessDied.exit_code
    assert "BROKE with exit code 20: it has no such view any more" in capsys.readouterr().out
