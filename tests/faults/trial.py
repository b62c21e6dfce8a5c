"""One pytest run on a site with, or without, a seeded fault, beside others like it."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pennydrop.settings import PREFIX
from tests.faults import recorder

ROOT = Path(__file__).parents[2]
PORTS = ("site_port", "emulator_port", "relay_port", "mailbox_port", "smtp_port")
STATE_DIR = f"{PREFIX}STATE_DIR"
PASSED, FAILED = 0, 1  # pytest's exit codes; anything else is trouble of another kind


class RunBroke(Exception):
    """pytest neither passed nor failed: carries its exit code."""

    def __init__(self, exit_code: int, output: str) -> None:
        super().__init__(output)
        self.exit_code = exit_code


@dataclass(frozen=True)
class Outcome:
    """How one scenario ended: ``passed``, ``failed`` or ``error``, and the first line of why."""

    scenario: str
    outcome: str
    why: str

    @property
    def failed(self) -> bool:
        return self.outcome == "failed"


@dataclass(frozen=True)
class Shard:
    """A place to run in: the environment that keeps its stack apart from that of every other shard."""

    environment: dict[str, str]

    def run(self, scenarios: Sequence[str], fault: str | None, *options: str) -> list[Outcome]:
        """Run scenarios or features in this order, and say how each ended. ``RunBroke`` when none can be judged."""
        with tempfile.TemporaryDirectory() as folder:
            outcomes = Path(folder) / "outcomes"
            plugin = ["-p", recorder.__name__, recorder.OPTION, str(outcomes)]
            command = [sys.executable, "-m", "pytest", *scenarios, "-q", "-p", "no:randomly", *plugin, *options]
            environment = self.environment | ({f"{PREFIX}SEEDED_FAULT": fault} if fault else {})
            run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
            ended = _read(outcomes)
        if run.returncode not in (PASSED, FAILED) or any(it.outcome == "error" for it in ended):
            raise RunBroke(run.returncode, run.stdout + run.stderr)
        return ended


def _read(file: Path) -> list[Outcome]:
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return [Outcome(**json.loads(line)) for line in lines]


def make_shards(count: int) -> list[Shard]:
    """So many shards, each with free ports and a state folder of its own below that of the environment."""
    state = Path(os.environ.get(STATE_DIR, ".pennydrop")) / "faults"
    ports = _free_ports(count * len(PORTS))
    return [
        Shard(
            os.environ
            | {STATE_DIR: str(state / str(number))}
            | {f"{PREFIX}{name.upper()}": str(ports.pop()) for name in PORTS}
        )
        for number in range(count)
    ]


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as held:
        servers = [held.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [int(server.getsockname()[1]) for server in servers]
