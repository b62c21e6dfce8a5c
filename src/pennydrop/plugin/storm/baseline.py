"""What the undisturbed run of a scenario has left behind, kept for its disturbed runs."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from pennydrop.plugin.artifacts import Artifacts

FILE = "undisturbed.json"


class Ended(StrEnum):
    """How the undisturbed run ended."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_OFFERED = "not offered"


@dataclass(frozen=True)
class Baseline:
    """``state`` is the end state as JSON if the run has passed, ``why`` the reason if it has not. ``messages``: how
    many Stripe had to say about the payment it said most about."""

    ended: Ended
    state: str = ""
    why: str = ""
    messages: int = 0

    def keep(self, artifacts: Artifacts) -> None:
        """For every worker: in a file of the run. ``ArtifactsUnwritable`` when that is not possible."""
        artifacts.write(FILE, json.dumps(asdict(self), ensure_ascii=False).encode())

    @classmethod
    def kept(cls, artifacts: Artifacts) -> Baseline:
        """What :meth:`keep` has kept in this run."""
        path: Path = artifacts.folder / FILE
        if not path.exists():
            return cls(Ended.FAILED, why="it did not come to its end")
        fields = json.loads(path.read_text(encoding="utf-8"))
        return cls(**fields | {"ended": Ended(fields["ended"])})
