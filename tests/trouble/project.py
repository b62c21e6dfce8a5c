"""A project of its own in a folder of its own: features, ports, and every command run in it as from a shell."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from pennydrop.eventually import Patience, eventually
from pennydrop.settings import PREFIX, Settings
from pennydrop.stack.parts.stripe_cli import find_stripe_cli

ROOT = Path(__file__).parents[2]
PORTS = ("site_port", "emulator_port", "relay_port", "mailbox_port", "smtp_port")
PATIENCE = Patience(deadline=180.0)  # whole runs with a browser, several at once, on whatever machine this is
INI = f"""
[pytest]
pythonpath = {ROOT}
pennydrop_features = features
pennydrop_vocabulary = purchase postbag checkout money webhooks strangers mail
addopts = -p no:randomly -p no:cacheprovider
strict = true
filterwarnings =
    error
    ignore:Session-scoped fixtures defined as instance methods:pytest.PytestRemovedIn10Warning
"""
COMMANDS = {
    "pytest": [sys.executable, "-m", "pytest"],
    "pennydrop run": [sys.executable, "-m", "pennydrop.cli", "run"],
    "pennydrop up": [sys.executable, "-m", "pennydrop.cli", "up"],
}


@dataclass(frozen=True)
class Outcome:
    """How a command ended; ``output`` is both streams."""

    code: int
    output: str

    def times_said(self, text: str) -> int:
        """How often, wherever the lines were broken."""
        return " ".join(self.output.split()).count(text)


class Project:
    """Runs commands in ``folder`` and looks whether they left something behind."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.state = folder / ".pennydrop"
        self.ports = dict(zip(PORTS, _free_ports(len(PORTS)), strict=True))
        self.environment = _without_pennydrop(os.environ) | {
            PREFIX + name.upper(): str(port) for name, port in self.ports.items()
        }
        self.set("stripe_cli", str(find_stripe_cli(Settings.model_construct())))
        self.set("deadline", "3")
        (folder / "pytest.ini").write_text(INI)
        shutil.copy(Path(__file__).with_name("project_conftest.py"), folder / "conftest.py")
        (ROOT / ".pennydrop/cache").mkdir(parents=True, exist_ok=True)
        self.state.mkdir()
        (self.state / "cache").symlink_to(ROOT / ".pennydrop/cache")  # migrating a database takes a while

    def set(self, setting: str, value: str) -> None:
        """Give a setting a value, as an environment variable."""
        self.environment[PREFIX + setting.upper()] = value

    def feature(self, name: str, *scenarios: Sequence[str]) -> None:
        """Write ``features/<name>.feature`` with these scenarios, given as their steps."""
        lines = [f"Feature: {name}"]
        for number, steps in enumerate(scenarios, 1):
            lines += [f"  Scenario: {name} {number}", *(f"    {step}" for step in steps)]
        (self.folder / "features").mkdir(exist_ok=True)
        (self.folder / f"features/{name}.feature").write_text("\n".join(lines) + "\n")

    def run(self, command: str, *arguments: str) -> Outcome:
        """Run it to its end."""
        with self.running(command, *arguments) as process:
            output, _ = process.communicate(timeout=PATIENCE.deadline)
        return Outcome(process.returncode, output)

    @contextmanager
    def running(self, command: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
        """The running command, in a process group of its own, as a shell would start it."""
        with subprocess.Popen(
            [*COMMANDS[command], *arguments],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        ) as process:
            try:
                yield process
            finally:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)

    def left_behind(self) -> list[str]:
        """Processes that still run here, ports that are still open, and ``stack.json``."""
        eventually("everything has ended", lambda: not [*self._processes()], patience=Patience(5.0))
        state = self.state / "stack.json"
        return [*self._processes(), *self._open_ports(), *([str(state)] if state.exists() else [])]

    def _processes(self) -> Iterator[str]:
        """All that a run starts inherits its folder."""
        for process in psutil.process_iter(["cwd", "status", "cmdline"]):
            zombie = process.info["status"] == psutil.STATUS_ZOMBIE
            if process.info["cwd"] == str(self.folder) and not zombie:
                yield f"pid {process.pid}: {' '.join(process.info['cmdline'] or ['?'])[:200]}"

    def _open_ports(self) -> Iterator[str]:
        for name, port in self.ports.items():
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    yield f"{name} {port}"


def _free_ports(number: int) -> list[int]:
    """Held together while they are picked, so that no two are the same."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [found.getsockname()[1] for found in sockets]
    for found in sockets:
        found.close()
    return ports


def _without_pennydrop(environment: Mapping[str, str]) -> dict[str, str]:
    ours = (PREFIX, "PYTEST_")  # a pytest inside a pytest-xdist worker would take itself for one
    return {name: value for name, value in environment.items() if not name.upper().startswith(ours)}
