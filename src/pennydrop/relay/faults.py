"""Faults: rules that make the relay disturb the deliveries they concern, and no others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from enum import Enum, StrEnum
from typing import Any

from pennydrop.relay.journal import Record
from pennydrop.relay.losing import Loss

ANY_TYPE = "*"
MOST_COPIES = 50
# Nothing in this event says whose payment it is, and Stripe sends the Checkout Session's event, which does, within
# moments. No other type belongs here: parking one that no session follows would hold up other people's payments.
IDENTIFIED_LATER = "payment_intent.succeeded"
IDENTIFYING = "checkout.session."


class Action(StrEnum):
    """What a fault does to a delivery."""

    HOLD = "hold"
    DROP = "drop"
    DUPLICATE = "duplicate"
    TAMPER = "tamper"
    LOSE = "lose"


class Concern(Enum):
    """Whether a fault concerns a delivery. ``UNKNOWN``: it is not known yet whose payment it is."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class RuleRefused(ValueError):
    """A rule that cannot be; ``problems`` lists everything that is wrong with it."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = list(problems)
        super().__init__("; ".join(problems))


@dataclass(frozen=True)
class Rule:
    """Which deliveries, and what to do with them.

    ``contains`` is looked for in the event and in every other event of the same payment. ``until`` (hold) is the
    event type of the same payment that the site must have answered first; ``copies`` and ``at_once`` (duplicate) say
    how many further copies are sent, and whether all at the same moment; ``way`` (lose) says what befalls the attempt.
    A rule that ``gives_way`` counts only where no other one does.
    """

    event_type: str
    contains: str
    action: Action
    until: str | None = None
    copies: int = 1
    at_once: bool = False
    way: Loss | None = None
    gives_way: bool = False

    @classmethod
    def parse(cls, given: object) -> Rule:
        """From JSON. ``RuleRefused`` lists every problem."""
        if not isinstance(given, dict):
            raise RuleRefused(["a fault is a JSON object with event_type, contains and action"])
        if problems := list(_problems(given)):
            raise RuleRefused(problems)
        way = given.get("way")
        return cls(**given | {"action": Action(given["action"]), "way": Loss(way) if way else None})

    def concern(self, record: Record, payment: Sequence[Record]) -> Concern:
        """``payment``: the records of the same payment known so far."""
        if self.event_type not in (ANY_TYPE, record.event.type):
            return Concern.NO
        if any(known.event.mentions(self.contains) for known in (record, *payment)):
            return Concern.YES
        if record.event.type == IDENTIFIED_LATER and not any(identifies(known) for known in payment):
            return Concern.UNKNOWN
        return Concern.NO


@dataclass(frozen=True)
class Fault:
    """An active rule."""

    id: str
    rule: Rule

    def to_json(self) -> dict[str, Any]:
        return {"id": self.id} | asdict(self.rule)


class Faults:
    """The active faults, in the order they were made, those that give way last; of those that concern a delivery the
    first one counts."""

    def __init__(self) -> None:
        self._faults: dict[str, Fault] = {}
        self._last_id = 0

    def __iter__(self) -> Iterator[Fault]:
        return iter(sorted(self._faults.values(), key=lambda fault: fault.rule.gives_way))

    def add(self, rule: Rule) -> Fault:
        self._last_id += 1
        fault = Fault(str(self._last_id), rule)
        self._faults[fault.id] = fault
        return fault

    def remove(self, fault_id: str) -> None:
        """Removing what is not there is no error: the clean-up of a test may run twice."""
        self._faults.pop(fault_id, None)

    def concerning(self, record: Record, payment: Sequence[Record]) -> tuple[Concern, Fault | None]:
        """``YES`` with the fault, ``UNKNOWN`` with the first fault it could be, or ``NO``."""
        possible: Fault | None = None
        for fault in self:
            concern = fault.rule.concern(record, payment)
            if concern is Concern.YES:
                return concern, fault
            if concern is Concern.UNKNOWN and possible is None:
                possible = fault
        return (Concern.UNKNOWN, possible) if possible else (Concern.NO, None)


def identifies(record: Record) -> bool:
    """True for events that tell whose payment it is (a Checkout Session with e-mail, metadata and session id)."""
    return record.event.payment_intent is not None and (record.event.type or "").startswith(IDENTIFYING)


def _problems(given: dict[str, Any]) -> Iterator[str]:
    known = [field.name for field in fields(Rule)]
    for name in sorted(set(given) - set(known)):
        yield f"unknown field {name!r}; known are {', '.join(known)}"
    for name in ("event_type", "contains"):
        if not isinstance(given.get(name), str) or not given[name].strip():
            yield f"{name} must be a text that is not empty, it is {given.get(name)!r}"
    action = given.get("action")
    if action not in list(Action):
        yield f"action must be one of {', '.join(Action)}, it is {action!r}"
    if given.get("until") is not None and (action != Action.HOLD or not isinstance(given["until"], str)):
        yield f"until must be an event type and belongs to hold only, it is {given['until']!r}"
    lost_how = given.get("way")
    if (lost_how in list(Loss)) != (action == Action.LOSE) or (action != Action.LOSE and lost_how is not None):
        yield f"way must be one of {', '.join(Loss)} and belongs to lose only, it is {lost_how!r}"
    if not isinstance(given.get("gives_way", False), bool):
        yield f"gives_way must be true or false, it is {given['gives_way']!r}"
    yield from copies_problems(given)


def copies_problems(given: dict[str, Any]) -> Iterator[str]:
    """What is wrong with ``copies`` and ``at_once``, which faults and replays share."""
    copies, at_once = given.get("copies", 1), given.get("at_once", False)
    if isinstance(copies, bool) or not isinstance(copies, int) or not 1 <= copies <= MOST_COPIES:
        yield f"copies must be a whole number from 1 to {MOST_COPIES}, it is {copies!r}"
    if not isinstance(at_once, bool):
        yield f"at_once must be true or false, it is {at_once!r}"
