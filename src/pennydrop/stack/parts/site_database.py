"""The reference site's database: what names it to Django, and a migrated template to begin each run from."""

from __future__ import annotations

import hashlib
import os
import shutil
from importlib.metadata import version
from pathlib import Path

import pennydrop
from pennydrop.errors import SettingsError
from pennydrop.settings import Settings

POSTGRESQL_PORT = 5432


def django_environment(settings: Settings) -> dict[str, str]:
    """The variables that point the reference site at ``settings.database``."""
    url = settings.database
    backend = url.get_backend_name()
    if backend == "sqlite":
        return {"SQLITE_PATH": str(Path(url.database or "").absolute())}
    if backend == "postgresql":
        return {
            "DATABASE_URL": url.render_as_string(hide_password=False),
            "DB_NAME": url.database or "",
            "DB_USER": url.username or "",
            "DB_PASSWORD": str(url.password or ""),
            "DB_HOST": url.host or "",
            "DB_PORT": str(url.port or POSTGRESQL_PORT),
        }
    raise SettingsError(
        f"the reference site runs on SQLite or PostgreSQL, not on {backend} (PENNYDROP_DATABASE_URL)."
        " Name your own site with PENNYDROP_SITE_URL to test it on another database"
    )


class Template:
    """An SQLite file with every migration applied, kept for as long as the migrations stay the same."""

    def __init__(self, settings: Settings) -> None:
        self._folder = (settings.state_dir / "cache").absolute()
        self._path = self._folder / f"site-{_digest()}.sqlite3"
        self.draft = self._folder / f"draft-{os.getpid()}.sqlite3"
        """Where to migrate to if the template does not exist; then :meth:`keep` it."""

    def exists(self) -> bool:
        return self._path.exists()

    def begin(self) -> None:
        """Make room for a draft; templates of other migrations go."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for older in (*self._folder.glob("site-*.sqlite3"), *self._folder.glob(f"{self.draft.name}*")):
            if older != self._path:  # another run may have finished it in this moment
                older.unlink(missing_ok=True)

    def keep(self) -> None:
        self.draft.replace(self._path)

    def copy_to(self, target: Path) -> None:
        """A fresh database at ``target``; what the last run left there goes, its journal included."""
        target.parent.mkdir(parents=True, exist_ok=True)
        for suffix in ("-wal", "-shm", "-journal"):
            target.with_name(target.name + suffix).unlink(missing_ok=True)
        shutil.copyfile(self._path, target)


def _digest() -> str:
    """Changes with any migration of the reference site and with Django's own."""
    demo = Path(pennydrop.__file__).parent / "demo"
    digest = hashlib.sha256(version("Django").encode())
    for migration in sorted(demo.rglob("migrations/*.py")):
        digest.update(migration.relative_to(demo).as_posix().encode() + migration.read_bytes())
    return digest.hexdigest()[:16]
