"""Which optional keys Stripe leaves out of an object instead of sending ``null``. Development only.

The SDK calls both kinds ``Optional``. An optional key that the official example of the object does not show is taken
to be left out; one that the example shows is ``null`` when it has no value.
"""

from __future__ import annotations

from typing import Any


def absent_keys(table: dict[str, Any], examples: dict[str, Any]) -> dict[str, list[str]]:
    """Type name -> the optional keys to leave out, for every type one of the ``examples`` shows."""
    types = table["types"]
    shown: dict[str, set[str]] = {}
    for name, described in types.items():
        kind = described["fields"].get("object")
        if isinstance(kind, dict) and len(kind.get("enum", [])) == 1 and kind["enum"][0] in examples:
            _visit(name, examples[kind["enum"][0]], types, shown)
    return {name: _left_out(types[name], keys) for name, keys in shown.items()}


def _left_out(described: dict[str, Any], keys: set[str]) -> list[str]:
    return sorted(set(described["fields"]) - set(described["required"]) - keys)


def _visit(name: str, example: Any, types: dict[str, Any], shown: dict[str, set[str]]) -> None:
    if not isinstance(example, dict):
        return
    shown.setdefault(name, set()).update(example)
    for key, value in example.items():
        kind = types[name]["fields"].get(key)
        if isinstance(kind, dict) and "ref" in kind:
            _visit(kind["ref"], value, types, shown)
        elif isinstance(kind, dict) and isinstance(kind.get("list"), dict) and isinstance(value, list):
            for member in value:
                if "ref" in kind["list"]:
                    _visit(kind["list"]["ref"], member, types, shown)
