"""What should be put right in a suite's features and phrases, found without running anything."""

from __future__ import annotations

from pennydrop.lint.alike import alike_phrases
from pennydrop.lint.code_words import code_words
from pennydrop.lint.finding import Finding
from pennydrop.lint.scenarios import long_scenarios, repeated_titles, unknown_tags
from pennydrop.lint.steps import unreadable_features, unusable_steps
from pennydrop.lint.unused import unused_phrases
from pennydrop.phrases import PhraseBook

__all__ = ["Finding", "examine"]

RULES = (
    unreadable_features,
    unusable_steps,
    unused_phrases,
    alike_phrases,
    code_words,
    long_scenarios,
    repeated_titles,
    unknown_tags,
)


def examine(book: PhraseBook) -> list[Finding]:
    """Every finding of every rule, by file and line."""
    return sorted({finding for rule in RULES for finding in rule(book)})
