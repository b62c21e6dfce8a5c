"""Idempotency keys: the same request again gets the same answer again."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from pennydrop.emulator.wire.errors import StripeError

REMEMBERED = 20_000


@dataclass(frozen=True)
class SavedAnswer:
    """The first answer to a key, and what was asked."""

    asked: tuple[str, str, bytes]
    request_id: str
    status: int
    body: bytes


class IdempotencyKeys:
    """The answers of one account by key. There are no concurrent requests: handlers run one after the other."""

    def __init__(self) -> None:
        self._answers: OrderedDict[str, SavedAnswer] = OrderedDict()

    def replay(self, key: str, asked: tuple[str, str, bytes]) -> SavedAnswer | None:
        """The saved answer, or None for a new key. ``StripeError`` when it was used for another request."""
        saved = self._answers.get(key)
        if saved is None:
            return None
        if saved.asked[:2] != asked[:2]:
            raise _reused(
                f"Keys for idempotent requests can only be used for the same endpoint they were first used for"
                f" ('{asked[1]}' vs '{saved.asked[1]}'). Try using a key other than '{key}' if you meant to execute a"
                " different request."
            )
        if saved.asked != asked:
            raise _reused(
                "Keys for idempotent requests can only be used with the same parameters they were first used with. Try"
                f" using a key other than '{key}' if you meant to execute a different request."
            )
        return saved

    def save(self, key: str, answer: SavedAnswer) -> None:
        """Remember the first answer; the oldest are forgotten."""
        self._answers[key] = answer
        if len(self._answers) > REMEMBERED:
            self._answers.popitem(last=False)


def _reused(message: str) -> StripeError:
    return StripeError(400, message, kind="idempotency_error")
