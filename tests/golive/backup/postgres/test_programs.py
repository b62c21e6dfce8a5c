"""PostgreSQL's own programs: the version that fits the server, and no password for others to see."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from pennydrop.errors import CommandFailed
from pennydrop.golive.backup.pg_programs import find_programs
from pennydrop.golive.backup.postgresql import plain
from tests.golive.backup.postgres.database import Shop
from tests.golive.backup.shops import assert_fails, assert_sound, examine

pytestmark = pytest.mark.timeout(180)


def client(folder: Path, version: str) -> Path:
    """PostgreSQL's programs as another version of them says who it is."""
    folder.mkdir()
    for name in ("pg_dump", "pg_restore"):
        (folder / name).write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) {version}'\n")
        (folder / name).chmod(0o755)
    return folder


def test_the_programs_that_fit_the_server_are_chosen(tmp_path: Path) -> None:
    folders = [client(tmp_path / name, f"{name}.4 (Debian {name}.4-1)") for name in ("13", "17", "15", "16")]
    assert [find_programs(server, folders=folders).version for server in (12, 13, 14, 15, 17)] == [
        "13.4",
        "13.4",
        "15.4",
        "15.4",
        "17.4",
    ]
    with pytest.raises(CommandFailed, match=r"is of version 17\.4, the server of 18.*postgresql-client-18"):
        find_programs(18, folders=folders)
    with pytest.raises(CommandFailed, match=r"not on PATH.*postgresql-client-15"):
        find_programs(15, folders=[tmp_path])


def test_programs_that_are_too_old_or_missing_are_one_sentence_and_the_right_ones_mend_it(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.environ["PATH"]
    with monkeypatch.context() as patch:
        patch.setattr("pennydrop.golive.backup.pg_programs.DEBIAN", tmp_path)
        patch.setenv("PATH", str(client(tmp_path / "old", "9.6.24")))
        assert_fails(examine(shop.url), "backup-made", "is of version 9.6.24", "install PostgreSQL's client programs")
        patch.setenv("PATH", str(tmp_path))
        assert_fails(examine(shop.url), "backup-made", "not on PATH", "install PostgreSQL's client programs")
        patch.setenv("PATH", real)
        assert_sound(examine(shop.url))


def test_no_password_stands_on_a_command_line(shop: Shop) -> None:
    url = make_url(shop.url.replace("?", "") + "?password=4711&sslmode=prefer")
    assert str(url.password) not in plain(url)
    assert "4711" not in plain(url)
    assert "sslmode=prefer" in plain(url)
