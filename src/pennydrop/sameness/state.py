"""The end state of a scenario: its rows, mails and payments, as text that can be kept and compared."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from pennydrop.sameness.differences import Difference, differences


@dataclass(frozen=True)
class RowState:
    """One row. ``label`` is ``lessons_lesson#1``, ``whose`` a first name or ``None``. A cell that refers to another
    row of the scenario holds its label. ``abandoned``: it records a Checkout that was never paid, and nothing else."""

    table: str
    label: str
    whose: str | None
    cells: dict[str, str]
    abandoned: bool = False


@dataclass(frozen=True)
class EndState:
    """What a scenario leaves behind, without what differs from run to run."""

    rows: tuple[RowState, ...]
    mails: tuple[str, ...]
    payments: tuple[str, ...]

    def differences(self, other: EndState) -> list[Difference]:
        """How ``other`` differs from this state; none if they are the same."""
        return differences(self, other)

    def to_json(self) -> str:
        """As text, for a file or another process."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> EndState:
        """The state :meth:`to_json` has written."""
        read: dict[str, Any] = json.loads(text)
        return cls(tuple(RowState(**row) for row in read["rows"]), tuple(read["mails"]), tuple(read["payments"]))
