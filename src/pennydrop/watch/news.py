"""What a watch tells while it runs: one line each."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """``ALARM`` is what the watch is for; ``BLIND`` and ``SEEING`` say from when to when it could not look."""

    COMPLETE = "complete"
    ALARM = "alarm"
    BLIND = "blind"
    SEEING = "seeing"
    NOTE = "note"


@dataclass(frozen=True)
class News:
    """``payment`` is the PaymentIntent it is about, if it is about one."""

    at: datetime
    kind: Kind
    says: str
    payment: str = ""

    def __str__(self) -> str:
        about = f"  {self.payment}" if self.payment else ""
        return f"{self.at:%H:%M:%S}  {self.kind:<8}{about}  {self.says}"

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {"at": self.at.isoformat(timespec="milliseconds")}


@dataclass(frozen=True)
class Summary:
    """What a watch has seen. ``unfinished``: payments of which nobody can say yet how they end.

    ``blind`` are seconds in which it could not look; ``cut_short``: Ctrl-C came before the time was over.
    """

    seconds: float
    payments: int
    complete: int
    unfinished: int
    failed_attempts: int
    alarms: int
    blind: float
    cut_short: bool

    def __str__(self) -> str:
        watched = f"watched for {span(self.seconds)}" + (", cut short" if self.cut_short else "")
        blind = f", {span(self.blind)} of it blind" if self.blind else ""
        counts = f"payments and refunds: {self.payments}, complete: {self.complete}, unfinished: {self.unfinished}"
        return f"{watched}{blind}; {counts}; declined attempts: {self.failed_attempts}; alarms: {self.alarms}"

    def to_json(self) -> dict[str, Any]:
        return {"kind": "summary"} | asdict(self)


def span(seconds: float) -> str:
    """``1 h 30 min``; under a minute with its fraction: ``0.5 s``."""
    if seconds < 60:
        return f"{seconds:.2g} s" if seconds < 10 else f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{hours} h" if hours else "", f"{minutes} min" if minutes else "", f"{rest} s" if rest else ""]
    return " ".join(filter(None, parts))
