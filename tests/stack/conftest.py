"""A state folder and a guard of its own for every test of the stack."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pennydrop.settings import Settings, load_settings
from pennydrop.stack.launcher import Launcher

MakeSettings = Callable[..., Settings]


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
