"""What is sold in a Checkout Session: price ids or ``price_data``, quantities, totals."""

from __future__ import annotations

from typing import Any

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.core.transaction import Transaction
from pennydrop.emulator.domain.catalogue import add_price
from pennydrop.emulator.domain.currencies import minimum, written
from pennydrop.emulator.wire.errors import invalid, not_emulated

MOST_LINES = 100


def build_line_items(tx: Transaction, given: list[dict[str, Any]]) -> list[Object]:
    """The lines of a new session; all prices must be in one currency and not recurring."""
    if len(given) > MOST_LINES:
        raise invalid(f"A Checkout Session can have up to {MOST_LINES} line items.", "line_items")
    items = [_build(tx, data, f"line_items[{place}]") for place, data in enumerate(given)]
    currencies = {item["currency"] for item in items}
    if len(currencies) > 1:
        raise invalid(
            f"All prices on a Checkout Session must have the same currency; found {' and '.join(sorted(currencies))}.",
            "line_items",
        )
    return items


def _build(tx: Transaction, data: dict[str, Any], path: str) -> Object:
    price = _price(tx, data, path)
    quantity = data.get("quantity")
    if quantity is None:
        raise invalid(f"Quantity is required. Add `quantity` to `{path}`", f"{path}[quantity]")
    if quantity < 1:
        raise invalid(
            "This value must be greater than or equal to 1.", f"{path}[quantity]", "parameter_invalid_integer"
        )
    amount = price["unit_amount"] * quantity
    return {
        "id": tx.new_id("item"),
        "object": "item",
        "adjustable_quantity": None,
        "amount_discount": 0,
        "amount_subtotal": amount,
        "amount_tax": 0,
        "amount_total": amount,
        "currency": price["currency"],
        "description": tx.get("product", price["product"])["name"],
        "metadata": {},
        "price": price,
        "quantity": quantity,
    }


def _price(tx: Transaction, data: dict[str, Any], path: str) -> Object:
    if ("price" in data) == ("price_data" in data):
        raise invalid(f"You must specify either `price` or `price_data` in `{path}`, and not both.", path)
    if "price" in data:
        price = tx.get("price", data["price"], param=f"{path}[price]", status=400)
        if not price["active"]:
            raise invalid("The price specified is inactive. This field only accepts active prices.", f"{path}[price]")
    else:
        price = add_price(tx, data["price_data"], path=f"{path}[price_data]", active=False)
    if price["type"] == "recurring":
        raise not_emulated("recurring prices in Checkout", path)
    return price


def checked_total(items: list[Object]) -> int:
    """The sum in minor units; ``StripeError`` when it is below what Stripe charges."""
    total: int = sum(item["amount_total"] for item in items)
    currency = items[0]["currency"]
    if total < minimum(currency):
        least = written(minimum(currency), currency)
        raise invalid(
            f"The Checkout Session's total amount due must add up to at least {least} {currency}",
            code="amount_too_small",
        )
    return total
