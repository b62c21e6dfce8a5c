"""The countries a card can be billed to."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pennydrop.emulator.pages.html import Html, joined, render

# Stripe chooses the country of the visitor's address; this machine is always in the same place.
PRESELECTED = "GB"


@cache
def country_options() -> Html:
    """The ``<option>`` elements of the country select, values ISO 3166 two-letter codes."""
    lines = Path(__file__).with_name("countries.txt").read_text(encoding="utf-8").splitlines()
    return joined(_option(*line.split(" ", 1)) for line in lines)


def _option(code: str, name: str) -> Html:
    selected = Html(" selected") if code == PRESELECTED else None
    return render("country_option", code=code, name=name, selected=selected)
