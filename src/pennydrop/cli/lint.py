"""``pennydrop lint``: what should be put right in features and phrases."""

from __future__ import annotations

from pathlib import Path

from pennydrop.cli.console import say
from pennydrop.errors import SuiteUntidy


def lint(*paths: Path) -> None:
    """Look for what is wrong with features and phrases; one line for each finding, with what to do.

    Parameters
    ----------
    paths
        Report only what stands in these files and folders. The whole suite is read all the same.
    """
    from pennydrop.lint import examine  # pytest takes its time, which no other command should pay
    from pennydrop.phrases import PhraseBook, read_suite

    book = PhraseBook(read_suite())
    wanted = [path.absolute() for path in paths]
    findings = [
        finding
        for finding in examine(book)
        if not wanted or any((book.suite.root / finding.file).is_relative_to(path) for path in wanted)
    ]
    for finding in findings:
        say(str(finding))
    if findings:
        raise SuiteUntidy(f"findings: {len(findings)}, in files: {len({finding.file for finding in findings})}")
    scenarios = sum(len(text.feature.scenarios) for text in book.suite.features if text.feature)
    features, phrases = len(book.suite.features), len(book.entries)
    say(f"{scenarios} scenarios in {features} features, {phrases} phrases: nothing to put right")
