"""A shop in SQLite, and the folder in which its drills leave nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from tests.golive.backup.sqlite.database import make_shop


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where scratch folders are made; what is left there is seen."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.fixture(params=["wal", "delete"])
def shop(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The site's database, in either of the ways in which SQLite keeps its journal."""
    return make_shop(tmp_path / "shop.sqlite3", journal=request.param)
