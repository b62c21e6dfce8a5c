"""One examination of a site: what the checks share, looked up once however many ask for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from pennydrop.errors import PennydropError
from pennydrop.golive.check import Answer, Check, failed, waiting
from pennydrop.golive.untold import CertificateRefused, trouble
from pennydrop.golive_settings import GoLiveSettings
from pennydrop.settings import Settings

T = TypeVar("T")


class Examination:
    """A site as its settings describe it. ``writing`` allows the checks that do more than look."""

    def __init__(self, settings: Settings, *, writing: bool = False, now: datetime | None = None) -> None:
        self.settings = settings
        self.writing = writing
        self.now = now or datetime.now(UTC)
        self._found: dict[Callable[[Examination], Any], Any] = {}
        self._met: dict[str, str] = {}  # what kept checks from looking, and which of them met it first

    @property
    def golive(self) -> GoLiveSettings:
        return self.settings.golive

    def once(self, look: Callable[[Examination], T]) -> T:
        """What ``look`` finds: asked at most once, also if it fails, so that one dead server costs one deadline."""
        if look not in self._found:
            try:
                self._found[look] = look(self)
            except PennydropError as error:
                self._found[look] = error
        found = self._found[look]
        if isinstance(found, PennydropError):
            raise found
        return found  # type: ignore[no-any-return]

    def answer(self, check: Check) -> Answer:
        """A check's answer, its secrets masked. What keeps it from looking is a failure: nothing was proven.

        Unless another check tells of it, or has met the same: then this one waits on that.
        """
        try:
            answer = check.look(self)
        except CertificateRefused as refusal:
            answer = waiting(str(refusal), on=refusal.waits_on)
        except PennydropError as error:
            answer = self._kept_from_looking(check, error)
        redact = self.settings.redact
        return replace(answer, evidence=redact(answer.evidence), mend=redact(answer.mend))

    def _kept_from_looking(self, check: Check, error: PennydropError) -> Answer:
        evidence, first = f"could not look: {error}", self._met.setdefault(trouble(error), check.id)
        if first != check.id:
            return waiting(evidence, on=first)
        return failed(evidence, mend="put that right, then run again")
