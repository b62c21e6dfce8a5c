"""Form fields whose names are promised, but not of what kind they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator


def enter(field: Locator, value: str) -> None:
    """Type ``value``, or choose it where there is a list to choose from, by value or by what the list shows."""
    if field.evaluate("field => field.tagName") == "SELECT":
        field.select_option(value)
    else:
        field.fill(value)
