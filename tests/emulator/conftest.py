"""An emulator for every test, in the same process; one real program for those who need a port."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import httpx2
import pytest
from starlette.testclient import TestClient

from pennydrop.emulator.settings import EmulatorSettings
from pennydrop.emulator.web.app import Emulator
from pennydrop.eventually import eventually
from tests.emulator.api import Api

SIGNING_SECRET = "whsec_" + "emulatortests"


@pytest.fixture
def settings() -> EmulatorSettings:
    """Override it in a test module to start the emulator differently."""
    return EmulatorSettings(account_name="Recorder School")


@pytest.fixture
def api(settings: EmulatorSettings) -> Iterator[Api]:
    emulator = Emulator(settings)
    with TestClient(emulator, base_url="http://127.0.0.1:4242") as client:
        yield Api(client, emulator)


@dataclass(frozen=True)
class Program:
    """A running ``python -m pennydrop.emulator``."""

    url: str
    process: subprocess.Popen[bytes]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start_program(port: int) -> Program:
    """Start the emulator and wait until it is ready."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pennydrop.emulator", "--port", str(port)],
        env=os.environ | {"EMULATOR_SIGNING_SECRET": SIGNING_SECRET},
        stdout=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"

    def is_ready() -> bool:
        try:
            return httpx2.get(f"{url}/__emulator__/ready", trust_env=False).status_code == 200
        except httpx2.TransportError:
            return False

    eventually("the emulator is ready", is_ready)
    return Program(url, process)


@pytest.fixture(scope="session")
def program() -> Iterator[Program]:
    running = start_program(free_port())
    yield running
    running.process.terminate()
    running.process.wait(timeout=5)
