"""An empty project folder with ports of its own, and the commands as they are called from a shell."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from pathlib import Path

import pytest

from pennydrop.cli import main
from pennydrop.settings import PREFIX

PORTS = ("site_port", "emulator_port", "relay_port", "mailbox_port", "smtp_port")


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder as the current one, free ports, and no other PENNYDROP_ variable."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.upper().startswith(PREFIX)]:
        monkeypatch.delenv(name)
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in PORTS]
    for setting, server in zip(PORTS, sockets, strict=True):
        monkeypatch.setenv(PREFIX + setting.upper(), str(server.getsockname()[1]))
        server.close()
    return tmp_path


@dataclass(frozen=True)
class Outcome:
    code: int
    output: str
    errors: str


class Command:
    """Calls ``pennydrop`` in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str) -> Outcome:
        try:
            code = main(arguments)
        except SystemExit as usage_error:
            code = int(usage_error.code or 0)
        printed = self._capsys.readouterr()
        return Outcome(code, printed.out, printed.err)


@pytest.fixture
def pennydrop(capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(capsys)
