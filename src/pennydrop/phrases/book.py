"""The phrases of a suite, each with the places that use it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pytest_bdd.parser import Step

from pennydrop.phrases.phrase import Phrase, Use
from pennydrop.phrases.suite import FeatureText, Suite
from pennydrop.plugin.steps_check import Definition

Known = dict[tuple[str, str], Definition | None]
"""The definition of each step looked up so far, by its type and words, among the same definitions."""


@dataclass(frozen=True)
class Entry:
    """A phrase, its definition, and its uses in the order of the features."""

    phrase: Phrase
    definition: Definition
    uses: tuple[Use, ...]

    @property
    def features(self) -> list[str]:
        """The feature files that use it."""
        return list(dict.fromkeys(use.file for use in self.uses))

    def says(self, words: Sequence[str]) -> bool:
        """True when sentence or meaning contain each of the words, in any order and case."""
        text = f"{self.phrase.keyword} {self.phrase.sentence} {self.phrase.meaning}".lower()
        return all(word.lower() in text for word in words)


@dataclass
class PhraseBook:
    """Every phrase a scenario of the suite may use, by file and in the order of the code."""

    suite: Suite
    entries: list[Entry] = field(init=False)

    def __post_init__(self) -> None:
        uses: dict[int, set[Use]] = {}
        known: defaultdict[tuple[int, ...], Known] = defaultdict(dict)
        for feature in self.suite.features:
            for definition, use in _uses(feature, known[tuple(map(id, feature.contexts))]):
                uses.setdefault(id(definition.context), set()).add(use)
        found = (
            Entry(Phrase.of(definition, self.suite.root), definition, tuple(sorted(uses.get(key, ()))))
            for key, definition in self.suite.definitions.items()
        )
        self.entries = sorted(found, key=lambda entry: (entry.phrase.file, entry.phrase.line, entry.phrase.sentence))

    def about(self, words: Sequence[str]) -> list[Entry]:
        """The entries that contain every one of ``words``."""
        return [entry for entry in self.entries if entry.says(words)]


def _uses(text: FeatureText, known: Known) -> Iterator[tuple[Definition, Use]]:
    for step in text.steps:
        said = (step.type, step.name)
        if said not in known:
            known[said] = _chosen(step, text.definitions)
        if definition := known[said]:
            yield definition, Use(text.file, step.line_number, f"{step.keyword} {step.name}")


def _chosen(step: Step, definitions: Sequence[Definition]) -> Definition | None:
    """The definition that runs: of several, pytest-bdd takes the last."""
    return next((definition for definition in reversed(definitions) if definition.matches(step)), None)
