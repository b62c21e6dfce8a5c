"""The databases whose backup can be tried out here, and what differs between them."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from pydantic import SecretStr
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from pennydrop.errors import SettingsError
from pennydrop.golive.backup.postgresql import Postgresql
from pennydrop.golive.backup.sqlite import Sqlite
from pennydrop.golive.backup.states import State
from pennydrop.settings import DRIVERS, Settings


class Product(Protocol):
    """A kind of database, and the site's of that kind. Everything raises ``PennydropError``."""

    @property
    def way(self) -> str:
        """What :meth:`back_up` uses, with its version."""

    def now(self) -> AbstractContextManager[State]:
        """The site's database at this moment; a table's rows may be those of when they are first asked for."""

    def back_up(self, file: Path, moment: State) -> bool:
        """Make a backup in ``file``. True if it is of exactly ``moment``, and not of some moment since."""

    def sweep(self) -> list[str]:
        """Remove what a drill left in the database when it was killed; what that was."""

    def scratch(self, folder: Path) -> AbstractContextManager[URL]:
        """An empty database to restore into, gone at the end of the block."""

    def environment(self, scratch: URL) -> dict[str, str]:
        """What a restore command needs in its environment to reach ``scratch``."""

    def restore(self, file: Path, scratch: URL) -> str:
        """Restore ``file`` into ``scratch``; how."""

    def restored(self, scratch: URL) -> AbstractContextManager[State]:
        """The rows in ``scratch``."""


def product_of(settings: Settings) -> Product | None:
    """The site's database; ``None`` for a kind that nothing is known about here."""
    url, deadline = settings.database, settings.golive.backup_deadline
    if url.get_backend_name() == "sqlite":
        return Sqlite(url, deadline)
    if url.get_backend_name() == "postgresql":
        server = settings.golive.scratch_server
        return Postgresql(url, deadline, _address(server) if server else None)
    return None


def _address(secret: SecretStr) -> URL:
    try:
        url = make_url(secret.get_secret_value().replace("postgres://", "postgresql://", 1))
    except ArgumentError:
        url = None
    if url is None or url.get_backend_name() != "postgresql":
        raise SettingsError(
            "PENNYDROP_GOLIVE__SCRATCH_SERVER is no address of a PostgreSQL;"
            " write postgresql://user:password@host:port/postgres"
        )
    return url.set(drivername=DRIVERS["postgresql"])
