"""Reads a feature file, and refuses what pytest-bdd would let pass in silence."""

from __future__ import annotations

from pathlib import Path

from pytest_bdd.exceptions import GherkinParseError
from pytest_bdd.feature import features
from pytest_bdd.gherkin_parser import Scenario as GherkinScenario
from pytest_bdd.parser import Feature, FeatureParser, Rule, ScenarioTemplate

from pennydrop.plugin.ids import row_id, slug


class FeatureProblem(Exception):
    """What is wrong with the feature file, and in which line."""

    def __init__(self, line: int, message: str) -> None:
        self.line, self.message = line, message
        super().__init__(f"line {line}: {message}")


def parse_feature(path: Path) -> Feature:
    """The feature in ``path``. ``FeatureProblem`` when it cannot be read or would lose a scenario."""
    if not path.read_bytes().strip():
        raise FeatureProblem(1, "the file is empty; a feature file begins with `Feature: ...`")
    try:
        feature = _StrictParser(path).parse()
    except GherkinParseError as error:
        raise FeatureProblem(error.line, f"{error.message} ({error.line_content.strip()!r})") from None
    except UnicodeDecodeError as error:
        raise FeatureProblem(1, f"the file is not UTF-8: {error}") from None
    if not feature.scenarios:
        raise FeatureProblem(feature.line_number, f"feature {feature.name!r} has no scenario")
    features[str(path)] = feature  # where pytest-bdd looks before it parses a file itself
    return feature


class _StrictParser(FeatureParser):
    """Two scenarios of one title would share an id; pytest-bdd keeps the later one and forgets the other."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path.parent), path.name)
        self._lines: dict[str, int] = {}

    def parse_scenario(
        self, scenario_data: GherkinScenario, feature: Feature, rule: Rule | None = None
    ) -> ScenarioTemplate:
        template: ScenarioTemplate = super().parse_scenario(scenario_data, feature, rule)
        name, line = slug(template.name), template.line_number
        if name in self._lines:
            raise FeatureProblem(line, f"scenario {template.name!r} has the same title as line {self._lines[name]}")
        self._lines[name] = line
        _check_examples(template)
        return template


def _check_examples(template: ScenarioTemplate) -> None:
    seen: dict[str, dict[str, str]] = {}
    for examples in template.examples:
        for row in examples.as_contexts():
            if (name := row_id(row)) in seen:
                line = examples.line_number or template.line_number
                raise FeatureProblem(line, f"example rows {seen[name]} and {row} are the same test")
            seen[name] = row
