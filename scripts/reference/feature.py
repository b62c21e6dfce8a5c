"""A feature to show, as it stands in the suite."""

from __future__ import annotations

from scripts.reference.table import ROOT

SHOWN = ROOT / "features/lessons/buying_lessons.feature"


def render() -> str:
    """The first scenario with its background, as a Markdown code block."""
    scenarios = SHOWN.read_text(encoding="utf-8").split("\n\n  Scenario:")
    return f"```gherkin\n{scenarios[0].rstrip()}\n```\n"
