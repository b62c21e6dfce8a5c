"""The stack as a whole: one object that starts, adopts, watches and ends the parts of a run."""

from __future__ import annotations

from typing import Self

from pennydrop.settings import Settings


class Stack:
    """The parts of one run. The process that called :meth:`start` owns them; others :meth:`attach`."""

    @classmethod
    def start(cls, settings: Settings) -> Self:
        """Start what is managed, check what is adopted, and return when all of it answers.

        Leaves nothing running when it raises: ``PortTaken``, ``ProcessDied``, ``StripeCliMissing``,
        ``SiteUnreachable``, ``DatabaseUnreachable``, ``StripeUnreachable``, ``MailboxUnreachable``.
        """
        raise NotImplementedError

    @classmethod
    def attach(cls, settings: Settings) -> Self | None:
        """The stack that already runs in ``settings.state_dir``, or None.

        ``PortTaken`` when one runs there that was started with other settings.
        """
        raise NotImplementedError

    @property
    def owned(self) -> bool:
        """True in the process that started the parts; :meth:`stop` does nothing elsewhere."""
        raise NotImplementedError

    def check(self) -> None:
        """Raise ``ProcessDied`` naming the part that has ended. Costs well under a millisecond per part."""
        raise NotImplementedError

    def stop(self) -> None:
        """End every started part, last started first. May be called twice; an attached stack is left alone."""
        raise NotImplementedError

    def describe(self) -> list[tuple[str, str]]:
        """What runs, for the head of a report: ``[("profile", "local"), ("site", "http://..."), ...]``."""
        raise NotImplementedError
