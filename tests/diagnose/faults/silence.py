"""Leaving out one kind of mail."""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace


def say_nothing_of(subject: str) -> None:
    """From now on nothing is sent under a subject that begins like this."""
    from pennydrop.demo.core import outbox

    post = outbox.post

    def post_others(**mail: Any) -> Any:
        return post(**mail) if not mail["subject"].startswith(subject) else None

    replace(outbox, "post", post_others)
