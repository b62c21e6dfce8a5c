"""What every part of a stack has in common, whether Pennydrop starts it or somebody else did."""

from __future__ import annotations

import re
import signal
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar

from pennydrop.settings import Settings
from pennydrop.stack.launcher import Launcher
from pennydrop.stack.ports import require_own
from pennydrop.stack.probes import Probe
from pennydrop.stack.process import ManagedProcess
from pennydrop.stack.state import Identity, PartRecord


class Part(ABC):
    """A piece of the stack that somebody else runs; starting it means to see that it answers."""

    label: ClassVar[str]
    """The word for it in reports: ``site``, ``Stripe``, ``webhooks``, ``mailbox``, ``database``."""
    after: ClassVar[frozenset[str]] = frozenset()
    """Labels of the parts that must answer before this one starts."""

    def __init__(self, settings: Settings, url: str = "") -> None:
        self.settings = settings
        self.url = url
        self.summary = ""
        """Once started, one line about it: kind, version, address."""

    @abstractmethod
    def start(self) -> None:
        """Return when it answers and set ``summary``; a typed error says why it does not."""

    def ports(self) -> Mapping[str, int]:
        """The ports it is going to listen on, each under the name of the setting that chooses it."""
        return {}

    def check(self) -> None:  # noqa: B027 - a hook; an adopted part has no process to look at
        """Raise ``ProcessDied`` if it is ours and has ended by itself."""

    def stop(self) -> None:  # noqa: B027 - a hook; an adopted part has nothing to undo
        """Undo :meth:`start`. May be called before it, during it from another thread, and twice."""

    def record(self) -> PartRecord:
        """What other processes of the run may know of it."""
        return PartRecord(self.label, self.summary, self.url)


class ManagedPart(Part):
    """A part with a process of its own."""

    name: ClassVar[str]
    """The name of the process and of its log."""
    stop_signal: ClassVar[signal.Signals] = signal.SIGTERM
    """The signal it ends cleanly on."""
    watch_for: ClassVar[re.Pattern[str] | None] = None
    """A line of output that :meth:`ready` waits for, if that is how the program says so."""

    def __init__(self, settings: Settings, launcher: Launcher, url: str = "") -> None:
        super().__init__(settings, url)
        self.process: ManagedProcess = launcher.process(
            self.name, self.argv(), self.env(), self.watch_for, self.stop_signal
        )

    @abstractmethod
    def argv(self) -> list[str]:
        """The command, without secrets."""

    @abstractmethod
    def ready(self) -> Probe:
        """What holds once it can be used."""

    @abstractmethod
    def describe(self) -> str:
        """Kind, version and address, asked of the running process."""

    def env(self) -> dict[str, str]:
        """What it needs in its environment; secrets go here."""
        return {}

    def prepare(self) -> None:
        """Work that must be done before the process can start."""

    def start(self) -> None:
        self.prepare()
        self.process.start(self.ready())
        for setting, port in self.ports().items():
            require_own(setting, port, self._identity().pid)
        self.summary = self.describe()

    def check(self) -> None:
        self.process.check()

    def stop(self) -> None:
        self.process.stop()

    def record(self) -> PartRecord:
        return PartRecord(self.label, self.summary, self.url, self.name, self._identity())

    def _identity(self) -> Identity:
        if self.process.pid is None:
            raise RuntimeError(f"{self.name} has no process yet: start it first")
        return Identity.of(self.process.pid)
