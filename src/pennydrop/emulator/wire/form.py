"""Decodes Stripe's form encoding: ``a[b]=1``, ``a[]=1``, ``a[0][b]=1`` (SDK and CLI write lists differently)."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl


def decode(body: bytes | str) -> dict[str, Any]:
    """Nested dicts of texts. Lists stay dicts with the keys ``"0"``, ``"1"``, ...: only the schema knows them apart."""
    text = body.decode("utf-8", "replace") if isinstance(body, bytes) else body
    decoded: dict[str, Any] = {}
    for key, value in parse_qsl(text, keep_blank_values=True):
        _insert(decoded, _parts(key), value)
    return decoded


def _parts(key: str) -> list[str]:
    first, bracket, rest = key.partition("[")
    if not bracket or not rest.endswith("]"):
        return [key]
    return [first, *rest[:-1].split("][")]


def _insert(target: dict[str, Any], parts: list[str], value: str) -> None:
    head, *rest = parts
    if head == "":
        head = _place_in_list(target, rest)
    if not rest:
        target[head] = value
        return
    inner = target.get(head)
    if not isinstance(inner, dict):
        inner = target[head] = {}
    _insert(inner, rest, value)


def _place_in_list(target: dict[str, Any], rest: list[str]) -> str:
    """``a[]=x`` appends; ``a[][b]=x`` continues the last element until it has a ``b`` already."""
    last = target.get(str(len(target) - 1))
    if rest and isinstance(last, dict) and rest[0] not in last:
        return str(len(target) - 1)
    return str(len(target))
