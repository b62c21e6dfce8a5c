"""The reference site's database: how Django is told of it, and the template it begins from."""

from __future__ import annotations

import stat

from pennydrop.stack.parts.site_database import Template, django_environment
from pennydrop.stack.parts.site_key import secret_key
from tests.stack.conftest import MakeSettings


def test_sqlite_is_a_path(make_settings: MakeSettings) -> None:
    settings = make_settings()
    assert django_environment(settings) == {"SQLITE_PATH": str(settings.state_dir / "site" / "site.sqlite3")}


def test_postgresql_is_told_in_pieces(make_settings: MakeSettings) -> None:
    settings = make_settings(database_url="postgres://shop:p%40ss@db.internal/pennies")
    assert django_environment(settings) == {
        "DATABASE_URL": "postgresql+psycopg://shop:p%40ss@db.internal/pennies",
        "DB_NAME": "pennies",
        "DB_USER": "shop",
        "DB_PASSWORD": "p@ss",
        "DB_HOST": "db.internal",
        "DB_PORT": "5432",
    }


def test_a_kept_draft_becomes_the_template_of_every_later_run(make_settings: MakeSettings) -> None:
    settings = make_settings()
    template = Template(settings)
    assert not template.exists()
    template.begin()
    template.draft.write_bytes(b"migrated")
    template.keep()
    target = settings.state_dir / "site" / "site.sqlite3"
    Template(settings).copy_to(target)
    assert target.read_bytes() == b"migrated"


def test_a_new_run_begins_without_the_journal_of_the_last_one(make_settings: MakeSettings) -> None:
    settings = make_settings()
    template = Template(settings)
    template.begin()
    template.draft.write_bytes(b"migrated")
    template.keep()
    target = settings.state_dir / "site.sqlite3"
    journal = target.with_name("site.sqlite3-wal")
    journal.write_bytes(b"old")
    template.copy_to(target)
    assert not journal.exists()


def test_the_secret_key_is_random_kept_and_private(make_settings: MakeSettings) -> None:
    one, other = make_settings(), make_settings(state_dir=make_settings().state_dir.with_name("other"))
    assert secret_key(one) == secret_key(one)
    assert secret_key(one) != secret_key(other)
    assert len(secret_key(one)) >= 50
    assert stat.S_IMODE((one.state_dir / "site" / "secret_key").stat().st_mode) == 0o600
