"""``stack.json``: what runs, for the other processes of the same run (xdist workers, ``pennydrop down``)."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Self

import psutil

from pennydrop.eventually import DeadlinePassed, Patience, eventually
from pennydrop.settings import Settings

FILE = "stack.json"


@dataclass(frozen=True)
class Identity:
    """One process and no later one with the same number."""

    pid: int
    started: float

    @classmethod
    def of(cls, pid: int) -> Self:
        """``psutil.NoSuchProcess`` when it is gone."""
        return cls(pid, psutil.Process(pid).create_time())

    def alive(self) -> bool:
        """A zombie has ended; only its parent has not noticed."""
        try:
            process = psutil.Process(self.pid)
            return process.create_time() == self.started and process.status() != psutil.STATUS_ZOMBIE
        except psutil.Error:
            return False

    def terminate(self) -> None:
        """Ask it to end. Nothing happens to a later process with the same number."""
        if self.alive():
            with contextlib.suppress(psutil.NoSuchProcess):
                psutil.Process(self.pid).terminate()

    def wait_for_end(self, deadline: float = 30.0) -> None:
        """Return when it has ended, or after ``deadline`` seconds."""
        with contextlib.suppress(DeadlinePassed):
            eventually(f"pid {self.pid} has ended", lambda: not self.alive(), patience=Patience(deadline))


@dataclass(frozen=True)
class PartRecord:
    """One line of the report header, and the process behind it if it is ours."""

    label: str
    summary: str
    url: str = ""
    name: str | None = None
    process: Identity | None = None


@dataclass(frozen=True)
class StackState:
    """Everything in ``stack.json``. No secrets. ``lasting``: it is kept for others, and does not end with one run."""

    owner: Identity
    reaper: Identity
    salt: str
    settings: dict[str, str]
    lasting: bool
    parts: list[PartRecord] = field(default_factory=list)

    @classmethod
    def read(cls, settings: Settings) -> Self | None:
        """The state left in ``settings.state_dir``, its processes living or not; None if there is none to be read."""
        try:
            written = json.loads(_path(settings).read_text(encoding="utf-8"))
            return cls(
                Identity(**written["owner"]),
                Identity(**written["reaper"]),
                written["salt"],
                written["settings"],
                written["lasting"],
                [_part(part) for part in written["parts"]],
            )
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None  # never written, or by another version of Pennydrop: not ours to attach to

    def write(self, settings: Settings) -> None:
        """Put it in place in one move, readable by this user only."""
        path = _path(settings)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(asdict(self), indent=2), encoding="utf-8")
        draft.replace(path)

    def end(self) -> None:
        """End the stack through its owner, and wait until the owner or, in its place, the reaper has done so."""
        self.owner.terminate()
        self.owner.wait_for_end()
        self.reaper.wait_for_end()

    @staticmethod
    def forget(settings: Settings) -> None:
        _path(settings).unlink(missing_ok=True)


def _path(settings: Settings) -> Path:
    return settings.state_dir / FILE


def _part(written: dict[str, object]) -> PartRecord:
    process = written.pop("process")
    return PartRecord(**written, process=Identity(**process) if isinstance(process, dict) else None)  # type: ignore[arg-type]
