"""Amounts and markup of the emulator's pages."""

from __future__ import annotations

import pytest

from pennydrop.emulator.pages.amounts import amount_text
from pennydrop.emulator.pages.html import Html, joined, render, script_data


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (6000, "gbp", "£60.00"),
        (5, "usd", "$0.05"),
        (123456789, "eur", "€1,234,567.89"),
        (500, "jpy", "¥500"),
        (1500, "cad", "CA$15.00"),
        (12345, "kwd", "KWD\N{NO-BREAK SPACE}12.345"),
        (2000, "pln", "PLN\N{NO-BREAK SPACE}20.00"),
        (-250, "gbp", "-£2.50"),
    ],
)
def test_an_amount_is_written_as_an_american_browser_shows_it(minor: int, currency: str, text: str) -> None:
    assert amount_text(minor, currency) == text


def test_text_is_escaped_and_markup_is_not() -> None:
    assert render("account_name", account_name="<b>A&B</b>").strip().endswith(">&lt;b&gt;A&amp;B&lt;/b&gt;</span>")
    assert "<b>A</b>" in render("account_name", account_name=joined([Html("<b>"), Html("A</b>")]))


def test_a_page_with_a_hole_is_never_served() -> None:
    with pytest.raises(KeyError, match="account_name"):
        render("account_name")


def test_data_cannot_close_its_script() -> None:
    assert script_data({"name": "</script>"}) == '{"name": "\\u003c/script>"}'
