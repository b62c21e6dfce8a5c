"""The sessions are made without metadata."""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace


def seed() -> None:
    from pennydrop.demo.payments import checkouts

    as_before = checkouts.session_parameters
    replace(checkouts, "session_parameters", lambda *args: _without_metadata(as_before(*args)))


def _without_metadata(parameters: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in parameters.items() if name != "metadata"}
