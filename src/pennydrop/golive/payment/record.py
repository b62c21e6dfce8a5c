"""What is kept of an assisted payment, in a file that belongs into git: ids, sums and proofs, and nobody's name."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pennydrop.errors import ArtifactsUnwritable, SettingsError
from pennydrop.golive.payment.proof import Proof
from pennydrop.money import Money

SCHEMA = 1


@dataclass(frozen=True)
class PaymentRecord:
    """An assisted payment that has gone back in full. ``kept``: what Stripe keeps of it."""

    account: str
    live: bool
    ended: datetime
    session: str
    payment_intent: str
    amount: Money
    returned: Money
    kept: Money
    in_parts: bool
    proofs: tuple[Proof, ...]

    @property
    def disproven(self) -> list[Proof]:
        """What did not hold."""
        return [it for it in self.proofs if it.holds is False]

    @property
    def unseen(self) -> list[Proof]:
        """What nobody could tell."""
        return [it for it in self.proofs if it.holds is None]

    def write(self, path: Path) -> None:
        """Keep it in place of an earlier one. ``ArtifactsUnwritable``."""
        facts = {"schema": SCHEMA, **asdict(self), "ended": self.ended.isoformat()}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(facts, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        except OSError as error:
            raise ArtifactsUnwritable(f"{path} cannot be written: {error.strerror or error}") from error

    @classmethod
    def read(cls, path: Path) -> PaymentRecord | None:
        """The one that is kept, if any. ``SettingsError`` if the file holds something else."""
        if not path.exists():
            return None
        try:
            facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            if facts.pop("schema") != SCHEMA:
                raise ValueError("another schema")
            amounts = {name: Money(**facts[name]) for name in ("amount", "returned", "kept")}
            proofs = tuple(Proof(**it) for it in facts["proofs"])
            return cls(**{**facts, **amounts, "proofs": proofs, "ended": datetime.fromisoformat(facts["ended"])})
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SettingsError(
                f"{path} is no record of an assisted payment ({error}): run `pennydrop golive pay` again"
            ) from error
