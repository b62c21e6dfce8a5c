"""Scenarios as a whole: their length, their titles, their tags."""

from __future__ import annotations

from collections.abc import Iterator

from pytest_bdd.parser import ScenarioTemplate

from pennydrop.lint.finding import Finding
from pennydrop.phrases import FeatureText, PhraseBook

MOST_STEPS = 8


def long_scenarios(book: PhraseBook) -> Iterator[Finding]:
    """Longer than a reader keeps in mind, with the Background, which is read first."""
    for text, template in _scenarios(book):
        background = len(template.all_background_steps)
        if (count := len(template.steps)) > MOST_STEPS:
            counted = f"{count} steps, {background} of them in the Background" if background else f"{count} steps"
            problem = f"{template.name!r} has {counted}; more than {MOST_STEPS} nobody keeps in mind"
            yield Finding(text.file, template.line_number, problem, "show one rule, and put facts together in Python")


def repeated_titles(book: PhraseBook) -> Iterator[Finding]:
    """Two features that tell the same outcome under one title. (In one feature it could not be collected.)"""
    seen: dict[str, str] = {}
    for text, template in _scenarios(book):
        title = template.name.casefold()
        if title in seen:
            problem = f"{template.name!r} is the title of {seen[title]} too"
            yield Finding(text.file, template.line_number, problem, "say in the title what is particular here")
        seen.setdefault(title, f"{text.file}:{template.line_number}")


def unknown_tags(book: PhraseBook) -> Iterator[Finding]:
    """Tags that ``markers`` in ``pytest.ini`` does not declare."""
    for text in book.suite.features:
        for template in text.feature.scenarios.values() if text.feature else ():
            rules = template.rule.tags if template.rule else set()
            rows = {tag for examples in template.examples for tag in examples.tags}
            for tag in sorted((template.feature.tags | rules | template.tags | rows) - book.suite.tags):
                line = template.feature.line_number if tag in template.feature.tags else template.line_number
                yield Finding(text.file, line, f"the tag @{tag} is unknown", "declare it under `markers` in pytest.ini")


def _scenarios(book: PhraseBook) -> Iterator[tuple[FeatureText, ScenarioTemplate]]:
    for text in book.suite.features:
        for template in text.feature.scenarios.values() if text.feature else ():
            yield text, template
