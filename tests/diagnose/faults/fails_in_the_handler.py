"""The handler of a completed Checkout stumbles, and Django answers 500."""

from __future__ import annotations

from typing import Any


def seed() -> None:
    from pennydrop.demo.payments import events

    def stumble(session: dict[str, Any]) -> None:
        raise KeyError("student_phone")

    events.HANDLERS["checkout.session.completed"] = stumble
