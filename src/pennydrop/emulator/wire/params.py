"""Checks a request's parameters against its type and turns their texts into values."""

from __future__ import annotations

import difflib
from typing import Any

from pennydrop.emulator.schema.table import Table
from pennydrop.emulator.wire.errors import StripeError, invalid

SCALAR_TYPES = ("s", "i", "b", "f", "*")


class ParamsReader:
    """Reads parameters by the types of one table. ``strict=False`` drops unknown ones, as browser endpoints do."""

    def __init__(self, table: Table, *, strict: bool = True) -> None:
        self._types, self._strict = table.types, strict

    def read(self, type_name: str | None, raw: dict[str, Any]) -> dict[str, Any]:
        """The parameters as values: int, bool, str, list, dict. ``StripeError`` 400 in Stripe's words."""
        fields = self._types[type_name]["fields"] if type_name else {}
        if self._strict:
            self._refuse_unknown(type_name, raw)
        known = {name: value for name, value in raw.items() if name in fields}
        params = {name: self._value(fields[name], value, name) for name, value in known.items()}
        if type_name:
            self._refuse_missing(type_name, raw, "")
        return params

    def _refuse_unknown(self, type_name: str | None, raw: dict[str, Any]) -> None:
        unknown = list(self._unknown(type_name, raw, ""))
        if not unknown:
            return
        plural = "s" if len(unknown) > 1 else ""
        names = ", ".join(name for name, _ in unknown)
        hint = f". Did you mean {unknown[0][1]}?" if len(unknown) == 1 and unknown[0][1] else ""
        raise invalid(f"Received unknown parameter{plural}: {names}{hint}", unknown[0][0], "parameter_unknown")

    def _unknown(self, type_name: str | None, raw: dict[str, Any], path: str) -> list[tuple[str, str | None]]:
        """Every parameter that is not in the type, with the known name that looks most like it."""
        fields = self._types[type_name]["fields"] if type_name else {}
        found: list[tuple[str, str | None]] = []
        for name, value in raw.items():
            where = f"{path}[{name}]" if path else name
            if name not in fields:
                close = difflib.get_close_matches(name, fields, n=1, cutoff=0.8)
                found.append((where, _beside(where, close[0]) if close else None))
            elif isinstance(value, dict):
                found += self._unknown_inside(fields[name], value, where)
        return found

    def _unknown_inside(self, kind: Any, value: dict[str, Any], where: str) -> list[tuple[str, str | None]]:
        inner = _option(kind, "ref")
        if inner:
            return self._unknown(inner["ref"], value, where)
        members = _option(kind, "list")
        found: list[tuple[str, str | None]] = []
        if members and _is_list(value):
            for place, member in value.items():
                if isinstance(member, dict):
                    found += self._unknown_inside(members["list"], member, f"{where}[{place}]")
        return found

    def _refuse_missing(self, type_name: str, raw: dict[str, Any], path: str) -> None:
        for name in self._types[type_name]["required"]:
            if name not in raw:
                where = f"{path}[{name}]" if path else name
                raise invalid(f"Missing required param: {where}.", where, "parameter_missing")

    def _value(self, kind: Any, raw: Any, where: str) -> Any:
        if raw == "" and not _allows_empty(kind):
            raise _empty(where)
        options = kind["any_of"] if isinstance(kind, dict) and "any_of" in kind else [kind]
        if raw == "" and "" in options:
            return ""
        refusals: list[StripeError] = []
        for option in sorted((option for option in options if option != ""), key=lambda each: not _fits(each, raw)):
            try:
                return self._single(option, raw, where)
            except StripeError as refusal:
                refusals.append(refusal)
        raise refusals[0]

    def _single(self, kind: Any, raw: Any, where: str) -> Any:
        if isinstance(kind, str):
            return _scalar(kind, raw, where)
        if "enum" in kind:
            return _enum(kind["enum"], raw, where)
        if not isinstance(raw, dict):
            if raw == "" and "list" in kind:
                return []
            raise invalid("Invalid array" if "list" in kind else "Invalid object", where)
        if "list" in kind:
            if not _is_list(raw):
                raise invalid("Invalid array", where)
            ordered = sorted(raw.items(), key=lambda item: int(item[0]))
            return [self._value(kind["list"], value, f"{where}[{place}]") for place, value in ordered]
        if "map" in kind:
            return {name: _text(value, f"{where}[{name}]") for name, value in raw.items()}
        fields = self._types[kind["ref"]]["fields"]
        known = {name: value for name, value in raw.items() if name in fields}
        read = {name: self._value(fields[name], value, f"{where}[{name}]") for name, value in known.items()}
        self._refuse_missing(kind["ref"], raw, where)
        return read


def _scalar(kind: str, raw: Any, where: str) -> Any:
    if kind == "*":
        return raw
    if kind == "i":
        try:
            return int(_text(raw, where))
        except ValueError:
            raise invalid(f"Invalid integer: {raw}", where, "parameter_invalid_integer") from None
    if kind == "b":
        if raw not in ("true", "false"):
            raise invalid(f"Invalid boolean: {raw}", where)
        return raw == "true"
    if kind == "f":
        try:
            float(_text(raw, where))
        except ValueError:
            raise invalid(f"Invalid decimal: {raw}", where) from None
    return _text(raw, where)


def _enum(values: list[str], raw: Any, where: str) -> str:
    if raw not in values:
        listed = f"{', '.join(values[:-1])}, or {values[-1]}" if len(values) > 2 else " or ".join(values)
        raise invalid(f"Invalid {where}: must be one of {listed}", where)
    return str(raw)


def _text(raw: Any, where: str) -> str:
    if not isinstance(raw, str):
        raise invalid(f"Invalid string: {raw}", where)
    return raw


def _empty(where: str) -> StripeError:
    message = (
        f"You passed an empty string for '{where}'. We assume empty values are an attempt to unset a parameter; however"
        f" '{where}' cannot be unset. You should remove '{where}' from your request or supply a non-empty value."
    )
    return invalid(message, where, "parameter_invalid_empty")


def _allows_empty(kind: Any) -> bool:
    return isinstance(kind, dict) and ("list" in kind or "" in kind.get("any_of", ()))


def _option(kind: Any, name: str) -> Any:
    options = kind.get("any_of", [kind]) if isinstance(kind, dict) else []
    return next((option for option in options if isinstance(option, dict) and name in option), None)


def _fits(kind: Any, raw: Any) -> bool:
    """Whether the option has the shape of what was sent; its complaint is then the one to show."""
    is_nested = isinstance(kind, dict) and "enum" not in kind
    return is_nested == isinstance(raw, dict)


def _is_list(raw: dict[str, Any]) -> bool:
    return all(key.isdigit() for key in raw)


def _beside(where: str, name: str) -> str:
    return f"{where[: where.rindex('[')]}[{name}]" if where.endswith("]") else name
