"""The scenarios of the suite, as the documentation names them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pytest_bdd.parser import ScenarioTemplate

from pennydrop.plugin.gherkin import parse_feature
from pennydrop.plugin.ids import row_id, slug
from scripts.reference.table import ROOT

FEATURES = ROOT / "features"


@dataclass(frozen=True)
class Scenario:
    """A scenario with every tag that concerns it; ``rows`` are the ids of its example rows, if it has any."""

    file: str
    title: str
    tags: frozenset[str]
    rows: tuple[str, ...]

    @property
    def id(self) -> str:
        """As pytest has it: ``features/refunds/full.feature::a_full_refund``."""
        return f"{self.file}::{slug(self.title)}"

    @property
    def linked(self) -> str:
        """Its title, leading to its feature, from a document in ``docs/``."""
        return f"[{self.title}](../{self.file})"


@cache
def all_scenarios() -> tuple[Scenario, ...]:
    """Every scenario of every feature, by file and in its order."""
    return tuple(scenario for path in sorted(FEATURES.rglob("*.feature")) for scenario in _of(str(path)))


def _of(path: str) -> Iterator[Scenario]:
    feature = parse_feature(FEATURES / path)
    for template in feature.scenarios.values():
        rows = tuple(row_id(row) for examples in template.examples for row in examples.as_contexts())
        file = str((FEATURES / path).relative_to(ROOT))
        yield Scenario(file, template.name, frozenset(feature.tags | _tags(template)), rows)


def _tags(template: ScenarioTemplate) -> set[str]:
    rows = {tag for examples in template.examples for tag in examples.tags}
    return template.tags | rows | (template.rule.tags if template.rule else set())


def chosen(selector: str) -> list[Scenario]:
    """The scenarios that a selector means: the id of one, of one with its row, a feature's file, or an ``@tag``."""
    name = selector.partition("[")[0]
    row = selector[len(name) + 1 : -1]
    return [
        scenario
        for scenario in all_scenarios()
        if name in (scenario.id, scenario.file) or name.removeprefix("@") in scenario.tags
        if not row or row in scenario.rows
    ]
