"""Stripe's form encoding, as the SDK and the CLI write it."""

from __future__ import annotations

from typing import Any

import pytest

from pennydrop.emulator.wire.form import decode


@pytest.mark.parametrize(
    ("body", "decoded"),
    [
        ("", {}),
        ("a=1&b=", {"a": "1", "b": ""}),
        ("a[b][c]=1", {"a": {"b": {"c": "1"}}}),
        ("a[]=x&a[]=y", {"a": {"0": "x", "1": "y"}}),
        ("a[0]=x&a[1]=y", {"a": {"0": "x", "1": "y"}}),
        ("a[0][b]=1&a[0][c]=2&a[1][b]=3", {"a": {"0": {"b": "1", "c": "2"}, "1": {"b": "3"}}}),
        ("a[][b]=1&a[][c]=2&a[][b]=3", {"a": {"0": {"b": "1", "c": "2"}, "1": {"b": "3"}}}),
        ("metadata%5Bname%5D=S%C3%B8ren+%26+Co", {"metadata": {"name": "Søren & Co"}}),
        ("a=1&a[b]=2", {"a": {"b": "2"}}),
        ("a[b=1", {"a[b": "1"}),
    ],
)
def test_a_form_is_decoded(body: str, decoded: dict[str, Any]) -> None:
    assert decode(body) == decoded
    assert decode(body.encode()) == decoded
