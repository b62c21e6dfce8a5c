"""What gets in a drill's way: no database, a lock, a full disk, a signal. It is told, and nothing is left behind."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from pennydrop.golive.backup import scratch
from tests.golive.backup.shops import assert_fails, assert_sound, examine, interrupted, program
from tests.golive.backup.sqlite.database import do, make_shop, url

pytestmark = pytest.mark.timeout(120)


def test_a_database_that_is_not_there(tmp_path: Path) -> None:
    assert_fails(examine(url(tmp_path / "none.sqlite3")), "backup-made", "there is no database file")


def test_a_database_that_somebody_keeps_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pennydrop.golive.backup.sqlite.LOCK_WAIT", 0.2)
    shop = make_shop(tmp_path / "shop.sqlite3", journal="delete")
    with closing(sqlite3.connect(shop, isolation_level=None)) as locker:
        locker.execute("BEGIN EXCLUSIVE")
        assert_fails(examine(url(shop)), "backup-made", "database is locked", "end whoever holds it")
    assert_sound(examine(url(shop)))


def test_a_disk_that_is_full(tmp_path: Path, temporary: Path) -> None:
    shop = make_shop(tmp_path / "shop.sqlite3")
    do(shop, *["INSERT INTO visits VALUES (hex(randomblob(2000)))"] * 400)
    if os.geteuid() or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", temporary]).returncode:
        pytest.skip("a small disk takes the right to mount one")
    try:
        assert_fails(examine(url(shop)), "backup-made", "disk is full", "Set TMPDIR")
        assert list(temporary.iterdir()) == []
    finally:
        subprocess.run(["umount", temporary], check=True)
    assert_sound(examine(url(shop)))


def test_a_restore_for_which_the_disk_is_too_small(tmp_path: Path, temporary: Path) -> None:
    shop = make_shop(tmp_path / "shop.sqlite3")
    do(shop, *["INSERT INTO visits VALUES (hex(randomblob(2000)))"] * 100)
    if os.geteuid() or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=800k", "tmpfs", temporary]).returncode:
        pytest.skip("a small disk takes the right to mount one")
    try:
        assert_fails(examine(url(shop)), "backup-restored", "No space left on device", "Set TMPDIR")
    finally:
        subprocess.run(["umount", temporary], check=True)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_interrupted_it_leaves_nothing_behind(how: signal.Signals, tmp_path: Path, temporary: Path) -> None:
    shop = make_shop(tmp_path / "shop.sqlite3")
    started = tmp_path / "started"
    code = f"import os, signal, pathlib; pathlib.Path({str(started)!r}).write_text(str(os.getpid())); signal.pause()"
    with interrupted(how, started, url(shop), backup_command=program(tmp_path, "backs_up", code)):
        assert [path.name.startswith(scratch.PREFIX) for path in temporary.iterdir()] == [True]
    assert list(temporary.iterdir()) == []
    assert not Path(f"/proc/{started.read_text()}").exists()


def test_what_a_killed_drill_has_left_is_removed_and_named_once_it_is_old(tmp_path: Path, temporary: Path) -> None:
    shop = make_shop(tmp_path / "shop.sqlite3")
    old = f"{scratch.PREFIX}20200101000000_0123abcd"
    young, foreign = scratch.new_name(), f"{scratch.PREFIX}of_somebody_else"
    for name in (old, young, foreign):
        (temporary / name).mkdir()
        (temporary / name / "backup").write_text("rows")
    answers = examine(url(shop))
    assert_sound(answers)
    assert f"removed what an earlier drill left behind: {temporary / old}" in answers["backup-made"].evidence
    assert {path.name for path in temporary.iterdir()} == {young, foreign}
