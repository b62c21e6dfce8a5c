"""The stack as a whole: one object that starts, adopts, watches and ends the parts of a run."""

from __future__ import annotations

import os
import secrets
from typing import Self

from pennydrop.errors import PortTaken, ProcessDied
from pennydrop.settings import Settings
from pennydrop.stack.fingerprint import differences, fingerprint
from pennydrop.stack.launcher import Launcher, log_path
from pennydrop.stack.log import tail
from pennydrop.stack.part import Part
from pennydrop.stack.plan import parts
from pennydrop.stack.ports import require_free
from pennydrop.stack.preflight import require_writable
from pennydrop.stack.process import died
from pennydrop.stack.startup import start_all, stop_all
from pennydrop.stack.state import Identity, PartRecord, StackState


class Stack:
    """The parts of one run. The process that called :meth:`start` owns them; others :meth:`attach`."""

    def __init__(self, settings: Settings, state: StackState, parts: list[Part], launcher: Launcher | None) -> None:
        self._settings = settings
        self._state = state
        self._parts = parts
        self._launcher = launcher

    @classmethod
    def start(cls, settings: Settings, *, lasting: bool = False) -> Self:
        """Start what is managed, check what is adopted, and return when all of it answers. ``lasting``: it is kept for
        whoever comes, and not only for the run of this process.

        Leaves nothing running when it raises: ``PortTaken``, ``ProcessDied``, ``StripeCliMissing``,
        ``SiteUnreachable``, ``DatabaseUnreachable``, ``StripeUnreachable``, ``MailboxUnreachable``,
        ``ArtifactsUnwritable``.
        """
        require_writable(settings.state_dir)
        require_writable(settings.artifacts)
        _wait_for_the_last_one(settings)
        launcher = Launcher(settings)
        members: list[Part] = []
        try:
            members += parts(settings, launcher)
            _require_free_ports(members)
            start_all(members)
            state = _state(settings, launcher, members, lasting)
            state.write(settings)
        except BaseException:
            stop_all(members)
            launcher.close()
            raise
        return cls(settings, state, members, launcher)

    @classmethod
    def attach(cls, settings: Settings) -> Self | None:
        """The stack that already runs in ``settings.state_dir``, or None.

        ``PortTaken`` when one runs there that was started with other settings.
        """
        state = StackState.read(settings)
        if state is None or not state.owner.alive():
            return None
        different = differences(fingerprint(settings, state.salt), state.settings)
        if different:
            raise PortTaken(
                f"the stack in {settings.state_dir} (pid {state.owner.pid}) was started with other settings"
                f" ({', '.join(different)}): end it with `pennydrop down`, or use another folder and other ports"
                " (PENNYDROP_STATE_DIR, PENNYDROP_..._PORT)"
            )
        return cls(settings, state, [], None)

    @property
    def owned(self) -> bool:
        """True in the process that started the parts; :meth:`stop` does nothing elsewhere."""
        return self._launcher is not None

    @property
    def lasting(self) -> bool:
        """True when it is kept for whoever comes, by `pennydrop up`; otherwise it ends with the run that started it."""
        return self._state.lasting

    @property
    def owner_pid(self) -> int:
        """The process whose end is the end of the stack."""
        return self._state.owner.pid

    @property
    def parts(self) -> list[PartRecord]:
        """What runs, one record each: label, address, one line about it, process if it is ours."""
        return self._state.parts

    def check(self) -> None:
        """Raise ``ProcessDied`` naming the part that has ended. Costs well under a millisecond per part."""
        if self._launcher:
            self._launcher.guard.check()
            for part in self._parts:
                part.check()
        else:
            for record in self._state.parts:
                _check_from_outside(record, self._settings)

    def stop(self) -> None:
        """End every started part, last started first. May be called twice; an attached stack is left alone."""
        if self._launcher:
            stop_all(self._parts)
            self._launcher.close()
            StackState.forget(self._settings)

    def describe(self) -> list[tuple[str, str]]:
        """What runs, for the head of a report: ``[("profile", "local"), ("site", "http://..."), ...]``."""
        return [("profile", self._settings.profile), *((part.label, part.summary) for part in self._state.parts)]


def _wait_for_the_last_one(settings: Settings) -> None:
    """A stack whose owner was killed is being cleared away by its reaper; one that lives is in the way."""
    state = StackState.read(settings)
    if state is None:
        return
    if state.owner.alive():
        raise PortTaken(
            f"a stack already runs in {settings.state_dir} (pid {state.owner.pid}): end it with `pennydrop down`"
        )
    state.reaper.wait_for_end()


def _require_free_ports(members: list[Part]) -> None:
    for part in members:
        for setting, port in part.ports().items():
            require_free(setting, port)


def _state(settings: Settings, launcher: Launcher, members: list[Part], lasting: bool) -> StackState:
    salt = secrets.token_hex(8)
    return StackState(
        owner=Identity.of(os.getpid()),
        reaper=Identity.of(launcher.guard.pid),
        salt=salt,
        settings=fingerprint(settings, salt),
        lasting=lasting,
        parts=[part.record() for part in members],
    )


def _check_from_outside(record: PartRecord, settings: Settings) -> None:
    if record.process and record.name and not record.process.alive():
        raise ProcessDied(died(record.name, "has ended", tail(log_path(settings, record.name))))
