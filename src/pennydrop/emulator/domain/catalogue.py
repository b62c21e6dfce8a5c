"""Products and prices."""

from __future__ import annotations

from typing import Any

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.core.transaction import Transaction
from pennydrop.emulator.domain.currencies import checked_currency
from pennydrop.emulator.domain.metadata import merged
from pennydrop.emulator.domain.reading import readable
from pennydrop.emulator.domain.registry import Answer, Call, endpoint
from pennydrop.emulator.wire.errors import invalid

PRODUCTS, PRICES = "/v1/products", "/v1/prices"
PRODUCT_PLAIN = ("active", "description", "images", "name", "shippable", "statement_descriptor", "unit_label", "url")
PRICE_PLAIN = ("active", "lookup_key", "nickname", "tax_behavior")

readable("product", PRODUCTS, "id", "active")
readable("price", PRICES, "price", "active product currency type")


@endpoint(f"POST {PRODUCTS}", f"{' '.join(PRODUCT_PLAIN)} id metadata")
def create_product(call: Call) -> Answer:
    product = add_product(call.tx, call.params)
    call.tx.emit("product.created", product)
    return product


def add_product(tx: Transaction, data: dict[str, Any], *, active: bool = True) -> Object:
    """Store a new product; one that only serves a Checkout Session is not ``active``."""
    product_id = data.get("id") or tx.new_id("product")
    if tx.account.store.find("product", product_id):
        raise invalid(f"Product already exists with id: {product_id}", "id", "resource_already_exists")
    product: Object = {
        "id": product_id,
        "object": "product",
        "active": active,
        "created": tx.now,
        "images": [],
        "marketing_features": [],
        "metadata": merged({}, data.get("metadata")),
        "type": "service",
        "updated": tx.now,
    }
    return tx.add(product | {name: data[name] for name in PRODUCT_PLAIN if name in data})


@endpoint(f"POST {PRODUCTS}/{{id}}", f"{' '.join(PRODUCT_PLAIN)} metadata default_price")
def update_product(call: Call) -> Answer:
    product = call.tx.get("product", call.ids["id"])
    changes: Object = {name: call.params[name] or None for name in PRODUCT_PLAIN if name in call.params}
    if "default_price" in call.params:
        changes["default_price"] = call.params["default_price"]
    if "active" in call.params:
        changes["active"] = call.params["active"]
    changes["metadata"] = merged(product["metadata"], call.params.get("metadata"))
    previous = call.tx.update(product, **changes, updated=call.tx.now)
    call.tx.emit("product.updated", product, previous)
    return product


@endpoint(f"DELETE {PRODUCTS}/{{id}}")
def delete_product(call: Call) -> Answer:
    product = call.tx.get("product", call.ids["id"])
    if any(price["product"] == product["id"] for price in call.tx.account.store.newest_first("price")):
        raise invalid("This product cannot be deleted because it has one or more user-created prices.")
    call.tx.remove(product)
    call.tx.emit("product.deleted", product)
    return {"id": product["id"], "object": "product", "deleted": True}


@endpoint(f"POST {PRICES}", f"{' '.join(PRICE_PLAIN)} currency unit_amount product product_data recurring metadata")
def create_price(call: Call) -> Answer:
    price = add_price(call.tx, call.params)
    call.tx.emit("price.created", price)
    return price


def add_price(tx: Transaction, data: dict[str, Any], *, path: str = "", active: bool = True) -> Object:
    """Store a new price. ``path`` is where its parameters stand, for messages (``line_items[0][price_data]``)."""
    product_param = f"{path}[product]" if path else "product"
    if ("product" in data) == ("product_data" in data):
        raise invalid("You must specify either `product` or `product_data` when creating a price.", product_param)
    if "unit_amount" not in data:
        raise invalid("Prices require an `unit_amount` or `unit_amount_decimal` parameter to be set.", path or None)
    if data["unit_amount"] < 0:
        where = f"{path}[unit_amount]" if path else "unit_amount"
        raise invalid("This value must be greater than or equal to 0.", where, "parameter_invalid_integer")
    if "product" in data:
        product = tx.get("product", data["product"], param=product_param, status=400)
    else:
        product = add_product(tx, data["product_data"], active=active)
    recurring = data.get("recurring")
    return tx.add(
        {
            "id": tx.new_id("price"),
            "object": "price",
            "active": active,
            "billing_scheme": "per_unit",
            "created": tx.now,
            "currency": checked_currency(data["currency"], f"{path}[currency]" if path else "currency"),
            "metadata": merged({}, data.get("metadata")),
            "product": product["id"],
            "recurring": recurring and {"interval_count": 1, "usage_type": "licensed", **recurring},
            "tax_behavior": "unspecified",
            "type": "recurring" if recurring else "one_time",
            "unit_amount": data["unit_amount"],
            "unit_amount_decimal": str(data["unit_amount"]),
        }
        | {name: data[name] for name in PRICE_PLAIN if name in data}
    )


@endpoint(f"POST {PRICES}/{{price}}", f"{' '.join(PRICE_PLAIN)} metadata")
def update_price(call: Call) -> Answer:
    price = call.tx.get("price", call.ids["price"], param="price")
    changes: Object = {name: call.params[name] for name in PRICE_PLAIN if name in call.params}
    changes["metadata"] = merged(price["metadata"], call.params.get("metadata"))
    previous = call.tx.update(price, **changes)
    call.tx.emit("price.updated", price, previous)
    return price
