"""Programs that are not Python: PATH first, then what `make setup` fetched."""

from __future__ import annotations

from pathlib import Path

import pytest

from pennydrop.settings import Settings, load_settings
from pennydrop.tools import find_tool


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return tmp_path


@pytest.fixture
def settings(project: Path) -> Settings:
    return load_settings(state_dir=project / "state")


def program(path: Path) -> Path:
    path.parent.mkdir(parents=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_without_any_there_is_none(settings: Settings) -> None:
    assert find_tool(settings, "mailpit", "mailpit") is None


def test_the_projects_own_is_found_whatever_the_state_folder(settings: Settings, project: Path) -> None:
    own = program(project / ".pennydrop" / "tools" / "mailpit")
    assert find_tool(settings, "mailpit", "mailpit") == own


def test_path_comes_first(settings: Settings, project: Path) -> None:
    program(project / ".pennydrop" / "tools" / "mailpit")
    on_path = program(project / "bin" / "mailpit")
    assert find_tool(settings, "mailpit", "mailpit") == on_path


def test_what_cannot_be_run_is_not_found(settings: Settings, project: Path) -> None:
    program(project / ".pennydrop" / "tools" / "mailpit").chmod(0o644)
    assert find_tool(settings, "mailpit", "mailpit") is None
