"""Trouble on order: requests that are refused, answered late, or answered with an error although the work is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

LONGEST_DELAY = 30.0  # seconds


class Effect(StrEnum):
    """What becomes of a request."""

    REFUSE = "refuse"  # nothing is done, the answer is ``status`` with ``message``
    DELAY = "delay"  # it is done ``seconds`` later
    LOSE_ANSWER = "lose_answer"  # it is done, and the answer is ``status`` with ``message`` all the same
    ANSWER_LAST = "answer_last"  # it is done, and answered when its events were delivered, or after ``seconds``


class FaultUnknown(ValueError):
    """No fault can be made of this; the message says why."""


@dataclass
class Fault:
    """Concerns ``method`` requests to exactly ``path`` that contain the text ``contains`` in path, query or body.

    After ``times`` requests it is over; without, when it is removed. ``met`` counts them. An error says that the client
    need not ask again, unless the fault is for a moment only (``passing``).
    """

    id: str
    method: str
    path: str
    contains: str
    effect: Effect
    status: int = 500
    message: str = "Stripe is in trouble, by order of a test."
    seconds: float = 0.0
    times: int | None = None
    passing: bool = False
    met: int = 0

    def concerns(self, method: str, path: str, text: str) -> bool:
        over = self.times is not None and self.met >= self.times
        return not over and (method, path) == (self.method, self.path) and self.contains in text

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


class Faults:
    """The faults, in the order they were made; of those that concern a request the first one counts."""

    def __init__(self) -> None:
        self._faults: dict[str, Fault] = {}
        self._last_id = 0

    def __iter__(self) -> Iterator[Fault]:
        return iter(list(self._faults.values()))

    def add(self, wanted: object) -> Fault:
        """From JSON. ``FaultUnknown`` says what is wrong."""
        given = _checked(wanted)
        self._last_id += 1
        fault = Fault(str(self._last_id), **given | {"effect": Effect(given["effect"])})
        self._faults[fault.id] = fault
        return fault

    def remove(self, fault_id: str) -> None:
        """Removing what is not there is no error: the clean-up of a test may run twice."""
        self._faults.pop(fault_id, None)

    def meet(self, method: str, path: str, text: str) -> Fault | None:
        """The fault that this request meets, counted."""
        fault = next((each for each in self if each.concerns(method, path, text)), None)
        if fault:
            fault.met += 1
        return fault


def _checked(wanted: object) -> dict[str, Any]:
    given = wanted if isinstance(wanted, dict) else {}
    known = [field.name for field in fields(Fault) if field.name not in ("id", "met")]
    if unknown := sorted(set(given) - set(known)):
        raise FaultUnknown(f"unknown: {', '.join(unknown)}; a fault has {', '.join(known)}")
    for name in ("method", "path", "contains"):
        if not isinstance(given.get(name), str) or not given[name]:
            raise FaultUnknown(f"{name} must be a text that is not empty, it is {given.get(name)!r}")
    if given.get("effect") not in list(Effect):
        raise FaultUnknown(f"effect must be one of {', '.join(Effect)}, it is {given.get('effect')!r}")
    if not 0 <= given.get("seconds", 0) <= LONGEST_DELAY:
        raise FaultUnknown(f"seconds must lie between 0 and {LONGEST_DELAY:.0f}, it is {given['seconds']!r}")
    if not 400 <= given.get("status", 500) <= 599:
        raise FaultUnknown(f"status must lie between 400 and 599, it is {given['status']!r}")
    return given
