"""A state folder, free ports and a guard of its own for every test of the stack."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pennydrop.settings import Settings, load_settings
from pennydrop.stack.launcher import Launcher

MakeSettings = Callable[..., Settings]


@pytest.fixture
def free_port() -> Callable[[], int]:
    """A function that names a port nobody listens on, another one each time."""
    seen: set[int] = set()

    def take() -> int:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port: int = probe.getsockname()[1]
        return take() if port in seen else (seen.add(port), port)[1]

    return take


@pytest.fixture
def make_settings(tmp_path: Path, free_port: Callable[[], int]) -> MakeSettings:
    """Settings with a state folder and ports of their own."""

    def make(**own: Any) -> Settings:
        ports = {
            name: free_port() for name in ("site_port", "emulator_port", "relay_port", "mailbox_port", "smtp_port")
        }
        return load_settings(**{"state_dir": tmp_path / "state", **ports, **own})

    return make


@pytest.fixture
def launcher(make_settings: MakeSettings) -> Iterator[Launcher]:
    launcher = Launcher(make_settings())
    yield launcher
    launcher.close()
