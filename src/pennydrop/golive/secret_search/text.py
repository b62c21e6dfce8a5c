"""Secrets in a piece of text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from pennydrop.golive.secret_search.finding import Finding, found
from pennydrop.golive.secret_search.rules import Rule, all_rules

REACH = 400  # characters on either side of a hint that are looked at: no secret's recognisable part is longer


def find_secrets(text: str) -> list[Finding]:
    """Every secret in ``text`` once, by line; placeholders and publishable keys are none.

    Fast on megabytes: a rule is tried only around the words it cannot do without. Raises ``PennydropError`` if
    detect-secrets is not installed.
    """
    findings: dict[str, Finding] = {}
    lines: list[int] = []
    for rule in all_rules():
        for start, end in _windows(rule, text):
            for pattern in rule.patterns:
                for match in pattern.finditer(text, start, end):
                    if secret := rule.secret_in(match):
                        lines = lines or [0, *(newline.end() for newline in re.finditer("\n", text))]
                        line = bisect_right(lines, match.start())
                        finding = found(rule.kind, secret[1], line, shown=secret[0])
                        findings.setdefault(finding.sha1, finding)
    return sorted(findings.values(), key=lambda finding: finding.line)


def _windows(rule: Rule, text: str) -> Iterator[tuple[int, int]]:
    """Where the rule's hints stand, with what is around them; those that overlap are one."""
    start = end = 0
    for spot in sorted({spot for hint in rule.hints for spot in _spots(hint, text)}):
        if spot - REACH > end:
            yield start, end
            start = spot - REACH
        end = spot + REACH
    yield start, end


def _spots(hint: str, text: str) -> Iterator[int]:
    at = text.find(hint)
    while at != -1:
        yield at
        at = text.find(hint, at + 1)
