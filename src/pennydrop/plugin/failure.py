"""Everything about one failed scenario: as sections of pytest's report, and as ``evidence.json``."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from pennydrop.plugin.evidence import Correlation
from pennydrop.plugin.infrastructure import Trouble
from pennydrop.plugin.records import ScenarioRecord
from pennydrop.plugin.snapshots import Snapshot
from pennydrop.plugin.testimony import Section
from pennydrop.redaction import Redactor

SCHEMA = 1
"""The version of ``evidence.json``; raised when a key is renamed or removed."""


@dataclass(frozen=True)
class Failure:
    """``options`` are those without which pytest does not know the ``nodeid``, ``phase`` is setup, call or teardown.
    ``error`` is the message of what was raised, ``page_object`` the one it came out of, with its locator and the
    picture of its page."""

    nodeid: str
    options: tuple[str, ...]
    phase: str
    error: str
    trouble: Trouble | None
    page_object: str | None
    scenario: ScenarioRecord
    about: Correlation
    snapshots: list[Snapshot]
    testimonies: list[Section]

    @property
    def rerun(self) -> str:
        """The command that runs this scenario alone."""
        return shlex.join(["pytest", *self.options, self.nodeid])

    def sections(self) -> Iterator[Section]:
        """For people, in the order one asks."""
        yield Section("Scenario", self.scenario.lines())
        if self.page_object:
            yield Section("Page object", [self.page_object])
        if self.snapshots:
            yield Section("Pages", [line for snapshot in self.snapshots for line in snapshot.lines()])
        yield from self.testimonies
        yield Section("Run only this scenario", [self.rerun])

    def as_json(self, redact: Redactor) -> bytes:
        """For programs. Secrets are masked text by text, before JSON writes their characters in its own way."""
        facts = {"schema": SCHEMA, **asdict(self), "rerun": self.rerun}
        return json.dumps(_masked(facts, redact), indent=2, ensure_ascii=False).encode()


def _masked(value: Any, redact: Redactor) -> Any:
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, dict):
        return {key: _masked(part, redact) for key, part in value.items()}
    if isinstance(value, list):
        return [_masked(part, redact) for part in value]
    return value
