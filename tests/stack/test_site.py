"""The reference site, for real: a fresh database each time, and trouble in plain words."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from pennydrop.errors import DatabaseUnreachable, ProcessDied
from pennydrop.stack.launcher import Launcher
from pennydrop.stack.parts.site import ReferenceSite
from pennydrop.stack.probes import get
from tests.stack.conftest import MakeSettings


def site_names(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM django_site")]


def test_each_start_has_a_fresh_database_made_from_one_template(
    make_settings: MakeSettings, launcher: Launcher
) -> None:
    settings = make_settings()
    file = Path(settings.database.database or "")
    first = ReferenceSite(settings, launcher)
    first.start()
    assert get(f"{settings.site}/healthz").ok
    first.stop()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE django_site SET name = 'left over'")
        connection.commit()
    second = ReferenceSite(settings, launcher)
    second.prepare()
    assert site_names(file) == ["Recorder-ed"]
    assert [path.name for path in (settings.state_dir / "cache").iterdir()] == [
        path.name for path in (settings.state_dir / "cache").glob("site-*.sqlite3")
    ]


def test_a_database_that_was_named_is_migrated_and_not_emptied(make_settings: MakeSettings, launcher: Launcher) -> None:
    file = make_settings().state_dir / "mine.sqlite3"
    file.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE keepsake (id integer)")
        connection.commit()
    ReferenceSite(make_settings(database_url=f"sqlite:///{file}"), launcher).prepare()
    with closing(sqlite3.connect(file)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    assert {"keepsake", "auth_user"} <= tables


def test_a_database_server_that_is_not_there_is_one_sentence(
    make_settings: MakeSettings, launcher: Launcher, free_port: Callable[[], int]
) -> None:
    settings = make_settings(database_url=f"postgresql://shop:tell-nobody@127.0.0.1:{free_port()}/shop")
    with pytest.raises(DatabaseUnreachable, match="refused"):
        ReferenceSite(settings, launcher).start()


def test_a_seeded_fault_that_does_not_exist_shows_what_the_site_said(
    make_settings: MakeSettings, launcher: Launcher
) -> None:
    site = ReferenceSite(make_settings(seeded_fault="tests.faults.seeded.no_such_fault"), launcher)
    with pytest.raises(ProcessDied, match=r"site ended with exit code 3(?s:.*)no_such_fault"):
        site.start()
