"""What one pytest process knows of the run: its settings, the stack it uses and where it leaves its files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pytest

from pennydrop.errors import PortTaken, ProcessDied
from pennydrop.plugin.artifacts import Artifacts, new_run_id
from pennydrop.plugin.evidence import Correlation, Lines
from pennydrop.redaction import Redactor

if TYPE_CHECKING:
    from pennydrop.gateway.guard import LiveGuard
    from pennydrop.settings import Settings
    from pennydrop.stack import Stack

Tell = Callable[[Correlation], Lines]
WORKER_INPUT = "pennydrop_run"
SPENDING = "spending.jsonl"


@dataclass(frozen=True)
class StandingWitness:
    """Somebody who lives as long as the session and knows something about every scenario."""

    title: str
    tell: Tell
    forget: Callable[[], None] | None = None
    """Called when a scenario begins, for a witness that remembers what it saw."""
    rank: int = 99
    """Its place in the report; low numbers come first."""


class Run:
    """One per pytest process: the only one, the controller of pytest-xdist, or one of its workers."""

    def __init__(self, config: pytest.Config) -> None:
        worker: dict[str, str] | None = getattr(config, "workerinput", None)
        self.is_worker = worker is not None
        self.id = worker[WORKER_INPUT] if worker else new_run_id()
        self.witnesses: dict[str, StandingWitness] = {}
        self._stack: Stack | None = None
        self._lifelines: list[Callable[[], None]] = []

    @cached_property
    def settings(self) -> Settings:
        """The settings of this process; ``SettingsError`` or ``LiveKeyRefused`` the first time they are asked for."""
        from pennydrop.settings import load_settings

        return load_settings()

    @property
    def has_settings(self) -> bool:
        """True once :attr:`settings` was asked for with success."""
        return "settings" in vars(self)

    @property
    def redact(self) -> Redactor:
        """Masks the secrets of the settings; nobody has those before the settings were asked for."""
        return self.settings.redact if self.has_settings else Redactor()

    @cached_property
    def artifacts(self) -> Artifacts:
        return Artifacts(self.settings.artifacts / self.id)

    @cached_property
    def guard(self) -> LiveGuard:
        """Stands before the account of the live profile, and counts what all workers of the run spend together."""
        from pennydrop.gateway.guard import LiveGuard
        from pennydrop.gateway.spending import SpendingLedger

        return LiveGuard(self.settings, SpendingLedger(self.artifacts.folder / SPENDING, self.settings.spending_cap))

    @property
    def stack(self) -> Stack:
        """The stack: one that is kept by `pennydrop up`, else a new one; in a worker the controller's. ``PortTaken``
        when another run has one here."""
        if self._stack is None:
            self._stack = self._find_stack()
        return self._stack

    @property
    def has_stack(self) -> bool:
        """True once :attr:`stack` was asked for with success."""
        return self._stack is not None

    def stop(self) -> None:
        """End the stack if this process started it."""
        if self._stack is not None:
            self._stack.stop()

    @contextmanager
    def depending_on(self, lifeline: Callable[[], None]) -> Iterator[None]:
        """Meanwhile :meth:`check` asks ``lifeline`` too, which raises ``PennydropError`` once its resource is dead."""
        self._lifelines.append(lifeline)
        try:
            yield
        finally:
            self._lifelines.remove(lifeline)

    def check(self) -> None:
        """Raise ``PennydropError`` when what every scenario needs is dead: a part of the stack, the browser."""
        self.stack.check()
        for lifeline in self._lifelines:
            lifeline()

    def testify(self, witness: StandingWitness) -> None:
        """Ask ``witness`` about every scenario that fails from now on."""
        self.witnesses[witness.title] = witness

    def begin_scenario(self) -> None:
        """Let the witnesses forget the scenario before."""
        for witness in self.witnesses.values():
            if witness.forget:
                witness.forget()

    def _find_stack(self) -> Stack:
        from pennydrop.stack import Stack

        running = Stack.attach(self.settings)
        if running is None and self.is_worker:
            raise ProcessDied(
                f"no stack runs in {self.settings.state_dir}. With pytest-xdist one is started for .feature files only;"
                " run without -n, or start one beforehand with `pennydrop up`"
            )
        if running and not (running.lasting or self.is_worker):
            raise PortTaken(
                f"another run (pid {running.owner_pid}) uses the stack in {self.settings.state_dir} and ends it with"
                " itself. Wait for its end, or keep a stack for both with `pennydrop up`, or give this run a folder and"
                " ports of its own (PENNYDROP_STATE_DIR, PENNYDROP_..._PORT)"
            )
        return running or Stack.start(self.settings)


RUN = pytest.StashKey[Run]()


def run_of(config: pytest.Config) -> Run:
    """The run that the process with this ``config`` takes part in."""
    return config.stash[RUN]
