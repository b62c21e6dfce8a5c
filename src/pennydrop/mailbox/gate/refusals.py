"""Whose mail is refused at the gate, and with which reply."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

CLOSING = 421  # "service not available, closing transmission channel": what a server going down says
CODES = range(400, 600)


class RefusalUnknown(ValueError):
    """No refusal can be made of this; the message says why."""


@dataclass
class Refusal:
    """Refuse whoever has ``recipient`` in the address. ``refused`` counts how often that happened."""

    id: str
    recipient: str
    code: int
    refused: int = 0

    @property
    def closes(self) -> bool:
        """True when the gate hangs up after its reply."""
        return self.code == CLOSING

    @property
    def reply(self) -> bytes:
        kind = "4.3.2 mail server is down" if self.code < 500 else "5.2.1 mailbox is closed"
        return f"{self.code} {kind}, by order of refusal {self.id}\r\n".encode()

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


class Refusals:
    """Those in force, in the order they were made."""

    def __init__(self) -> None:
        self._refusals: dict[str, Refusal] = {}
        self._last_id = 0

    def __iter__(self) -> Iterator[Refusal]:
        return iter(list(self._refusals.values()))

    def add(self, wanted: object) -> Refusal:
        """From JSON: ``recipient``, a text, and ``code``, 421 if not given. ``RefusalUnknown`` for anything else."""
        recipient, code = _read(wanted)
        self._last_id += 1
        refusal = Refusal(str(self._last_id), recipient, code)
        self._refusals[refusal.id] = refusal
        return refusal

    def remove(self, refusal_id: str) -> None:
        """Removing what is not there is no error: the clean-up of a test may run twice."""
        self._refusals.pop(refusal_id, None)

    def concerning(self, address: str) -> Refusal | None:
        """The first one that this address must meet."""
        return next((each for each in self if each.recipient.lower() in address.lower()), None)


def _read(wanted: object) -> tuple[str, int]:
    given = wanted if isinstance(wanted, dict) else {}
    recipient, code = given.get("recipient"), given.get("code", CLOSING)
    if not isinstance(recipient, str) or not recipient.strip():
        raise RefusalUnknown(f"recipient must be a text that is not empty, it is {recipient!r}")
    if code not in CODES:
        raise RefusalUnknown(f"code must be an SMTP reply from 400 to 599, it is {code!r}")
    return recipient.strip(), code
