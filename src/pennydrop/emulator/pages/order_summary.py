"""The left column of Checkout: what is bought and what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pennydrop.emulator.pages.amounts import amount_text
from pennydrop.emulator.pages.html import Html, joined, render

if TYPE_CHECKING:
    from pennydrop.emulator.pages_api import LineItemView, SessionView


def back_link(session: SessionView) -> Html:
    """The way back to the shop; without a ``cancel_url`` only its name."""
    if session.cancel_url is None:
        return render("account_name", account_name=session.account_name)
    return render("back_link", account_name=session.account_name, cancel_url=session.cancel_url)


def line_items(session: SessionView) -> Html:
    """One ``<li>`` a line. A single line's description is the product's, as on Stripe's page."""
    description = "product_description" if len(session.line_items) == 1 else "line_item_description"
    return joined(_line_item(item, session.currency, description) for item in session.line_items)


def _line_item(item: LineItemView, currency: str, description: str) -> Html:
    unit_amount = amount_text(item.unit_amount, currency)
    return render(
        "line_item",
        name=item.name,
        total=amount_text(item.amount_total, currency),
        description=render(description, description=item.description) if item.description else None,
        quantity=render("line_item_quantity", quantity=item.quantity, unit_amount=unit_amount)
        if item.quantity > 1
        else None,
    )
