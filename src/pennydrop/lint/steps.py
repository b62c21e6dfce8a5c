"""What ends a run before its first scenario: files that cannot be read, steps without one definition that runs."""

from __future__ import annotations

from collections.abc import Iterator

from pennydrop.lint.finding import Finding
from pennydrop.phrases import PhraseBook
from pennydrop.plugin.steps_check import StepsCheck


def unreadable_features(book: PhraseBook) -> Iterator[Finding]:
    """Gherkin that pytest-bdd cannot parse or would lose a scenario of."""
    for text in book.suite.features:
        if text.problem:
            yield Finding(text.file, text.problem.line, text.problem.message, "correct the feature file")


def unusable_steps(book: PhraseBook) -> Iterator[Finding]:
    """Steps that no function binds, that several bind, or that an ``async def`` binds."""
    for text in book.suite.features:
        check = StepsCheck(list(text.definitions), book.suite.root)
        for template in text.feature.scenarios.values() if text.feature else ():
            for line, problem in check.problems(template):
                what, *hints = [part.strip() for part in problem.splitlines()]
                yield Finding(text.file, line, what, "; ".join(hints) or "bind it to a function, or say it otherwise")
