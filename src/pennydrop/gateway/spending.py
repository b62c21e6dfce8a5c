"""What a run has spent of its cap: a file, so that the workers of one run share it and a crash forgets nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from pennydrop.errors import SpendingRefused
from pennydrop.money import Money


class SpendingLedger:
    """One line of JSON for each sum, written before the money moves. ``cap`` in minor units; ``None``: no limit."""

    def __init__(self, path: Path, cap: int | None) -> None:
        self.path, self.cap = path, cap

    def spend(self, amount: Money, on: str) -> None:
        """Count ``amount``, or raise ``SpendingRefused`` when all of the run together would pass the cap."""
        if amount.minor <= 0:
            raise SpendingRefused(f"{amount} for {on} is no sum that can be spent")
        with self._locked() as file:
            entries = [json.loads(line) for line in file]
            self._refuse(amount, on, entries)
            file.write(json.dumps({"minor": amount.minor, "currency": amount.currency, "on": on}) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def spent(self) -> tuple[Money, ...]:
        """Each sum, oldest first."""
        if not self.path.exists():
            return ()
        with self._locked() as file:
            return tuple(Money(entry["minor"], entry["currency"]) for entry in map(json.loads, file))

    def _refuse(self, amount: Money, on: str, entries: list[dict[str, Any]]) -> None:
        if others := {entry["currency"] for entry in entries} - {amount.currency}:
            raise SpendingRefused(
                f"{amount} for {on}: this run has spent {', '.join(sorted(others)).upper()}, and one cap cannot count"
                " two currencies. Run it by itself"
            )
        before = Money(sum(entry["minor"] for entry in entries), amount.currency)
        if self.cap is not None and before.minor + amount.minor > self.cap:
            already = f", {before} are spent already" if before.minor else ""
            raise SpendingRefused(
                f"{amount} for {on} would pass the cap of {Money(self.cap, amount.currency)}{already}. Nothing was"
                " sent; raise PENNYDROP_SPENDING_CAP (minor units) if it is meant"
            )

    @contextmanager
    def _locked(self) -> Iterator[IO[str]]:
        from fcntl import LOCK_EX, flock  # not on Windows, where nothing else of this module is needed

        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a+", encoding="utf-8") as file:
            flock(file, LOCK_EX)
            file.seek(0)
            yield file
