"""Gives an object the keys that its API version documents."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from pennydrop.emulator.schema.table import Table

# Newest name -> the one before (ui_mode of a Checkout Session, dahlia).
RENAMED = {"hosted_page": "hosted"}


def shape(value: Mapping[str, Any], table: Table, type_name: str | None = None) -> dict[str, Any]:
    """A copy with exactly the keys the version documents.

    Keys of other versions and the emulator's own (``_...``) are gone; optional ones without a value are ``null``, or
    left out where Stripe leaves them out.
    """
    type_name = type_name or table.type_of(str(value.get("object", "")))
    if type_name is None:
        return dict(value)
    fields = table.types[type_name]["fields"]
    if not fields:
        return dict(value)
    shaped = {name: _shape_field(inner, fields[name], table) for name, inner in value.items() if name in fields}
    shaped |= {name: None for name in _null_keys(table, type_name) if name not in shaped}
    return dict(sorted(shaped.items()))


def _shape_field(value: Any, kind: Any, table: Table) -> Any:
    if isinstance(value, list):
        member = kind.get("list") if isinstance(kind, dict) else None
        return [_shape_field(each, member, table) for each in value]
    if not isinstance(value, dict):
        return _value_in_version(value, kind)
    if isinstance(kind, dict) and "map" in kind:
        # Metadata, and the object in an event, which was rendered when it happened.
        return value
    if value.get("object") == "list":
        return value | {"data": [shape(each, table) for each in value["data"]]}
    if isinstance(kind, dict) and "ref" in kind:
        return shape(value, table, kind["ref"])
    return shape(value, table) if "object" in value else dict(value)


def _value_in_version(value: Any, kind: Any) -> Any:
    """The name a value has in this version: a few were renamed."""
    if isinstance(kind, dict) and "enum" in kind and value not in kind["enum"]:
        return RENAMED.get(value, value)
    return value


@cache
def _null_keys(table: Table, type_name: str) -> tuple[str, ...]:
    """The optional keys that are ``null`` rather than left out; nothing is known of types no example shows."""
    described = table.types[type_name]
    # A list inside an object is only shown when it is asked for.
    fields = {name for name, kind in described["fields"].items() if not (isinstance(kind, dict) and "page" in kind)}
    optional = fields - set(described["required"]) - set(table.absent.get(type_name, ()))
    is_resource = "object" in described["fields"]
    return tuple(sorted(optional)) if is_resource or type_name in table.absent else ()
