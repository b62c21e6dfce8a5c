"""Phrases that no scenario says."""

from __future__ import annotations

from collections.abc import Iterator

from pennydrop.lint.finding import Finding
from pennydrop.phrases import PhraseBook


def unused_phrases(book: PhraseBook) -> Iterator[Finding]:
    """Phrases of the suite itself: those of an installed library are an offer that nobody has to take up."""
    for entry in book.entries:
        if entry.phrase.own and not entry.uses:
            phrase = entry.phrase
            problem = f'no scenario uses the phrase "{phrase.keyword} {phrase.sentence}"'
            yield Finding(phrase.file, phrase.line, problem, "use it or delete it")
