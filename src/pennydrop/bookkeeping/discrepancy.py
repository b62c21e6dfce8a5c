"""What does not balance, and the message that a reader gets of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """A promise that the books have to bear out: its number, and the sentence it is known by."""

    number: int
    sentence: str

    def __str__(self) -> str:
        return f"Rule {self.number}: {self.sentence}"


@dataclass(frozen=True)
class Discrepancy:
    """One thing that does not balance: ``about`` what, what was ``expected`` by the rule, and what was ``found``."""

    rule: Rule
    about: str
    expected: str
    found: str


@dataclass(frozen=True)
class Line:
    """What each of the three says of one payment."""

    what: str
    stripe: str
    ledger: str
    mail: str


class BooksDoNotBalance(AssertionError):
    """The scenario itself has passed; carries the ``discrepancies``."""

    def __init__(self, discrepancies: Sequence[Discrepancy], lines: Sequence[Line] = ()) -> None:
        self.discrepancies = tuple(discrepancies)
        super().__init__(rendered(discrepancies, lines))


def rendered(discrepancies: Sequence[Discrepancy], lines: Sequence[Line]) -> str:
    """The message: each rule that is broken with what breaks it, then a table of all the payments."""
    rules = list(dict.fromkeys(it.rule for it in discrepancies))
    first = discrepancies[0]
    said = [f"the books do not balance ({first.rule.number}): {first.about}: {first.found}, expected {first.expected}"]
    said.append("Every step has passed. What does not agree after the scenario:")
    for rule in rules:
        said += ["", str(rule)]
        for it in discrepancies:
            if it.rule == rule:
                said += [f"  {it.about}", f"    expected  {it.expected}", f"    found     {it.found}"]
    return "\n".join([*said, *_table(lines)])


def _table(lines: Sequence[Line]) -> list[str]:
    if not lines:
        return []
    head = Line("what", "Stripe", "ledger", "mail")
    rows = [(it.what, it.stripe, it.ledger, it.mail) for it in (head, *lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return [
        "",
        *("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows),
    ]
