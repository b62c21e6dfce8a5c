"""PostgreSQL: pg_dump of exactly one moment, pg_restore into a database made for it, and that dropped again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from pennydrop.command import call
from pennydrop.errors import BackupFailed, PennydropError
from pennydrop.golive.backup.pg_programs import PgPrograms, find_programs
from pennydrop.golive.backup.pg_state import PgState, at_this_moment, connected
from pennydrop.golive.backup.scratch import PREFIX, is_left_over, new_name
from pennydrop.golive.backup.states import State

MAGIC = b"PGDMP"
NOT_ALLOWED = "42501"  # insufficient_privilege
_OWN_DATABASES = text(
    "SELECT datname FROM pg_database WHERE starts_with(datname, :prefix) AND pg_get_userbyid(datdba) = current_user"
)
LOCK_WAIT = 20_000  # milliseconds, for a table that somebody is altering


class Postgresql:
    """The site's database, and ``server``, an address of where a scratch database may be made (the site's own)."""

    def __init__(self, url: URL, deadline: float, server: URL | None = None) -> None:
        self._url = url
        self._server = server or url
        self._deadline = deadline

    @contextmanager
    def now(self) -> Iterator[State]:
        """The site's rows at this moment, for as long as the block lasts."""
        with at_this_moment(self._url) as state:
            yield state

    def back_up(self, file: Path, moment: State) -> bool:
        """Dump the moment that ``moment`` sees. True: the backup is of exactly that one."""
        if not isinstance(moment, PgState):
            raise TypeError(f"{type(moment).__name__} is no moment of PostgreSQL")
        options = ["--format=custom", "--no-password", f"--snapshot={moment.export()}"]
        options += [f"--lock-wait-timeout={LOCK_WAIT}", f"--file={file}", f"--dbname={plain(self._url)}"]
        self._call(self._programs.pg_dump, options, "pg_dump", self._url)
        return True

    @property
    def way(self) -> str:
        return f"pg_dump {self._programs.version}"

    def sweep(self) -> list[str]:
        """Drop the databases that a drill left behind when it was killed; their names."""
        with connected(self._server) as connection:
            found = connection.execute(_OWN_DATABASES, {"prefix": PREFIX})
            left = [name for name in found.scalars() if is_left_over(name)]
            for name in left:
                _drop(connection, name)
        return [f"database {name}" for name in left]

    @contextmanager
    def scratch(self, _folder: Path) -> Iterator[URL]:
        """An empty database like the site's, dropped however this ends."""
        name = new_name()
        try:
            self._create(name)
            yield self._server.set(database=name)
        finally:
            self._remove(name)

    def environment(self, scratch: URL) -> dict[str, str]:
        """What makes the programs of PostgreSQL, and a restore command, speak to ``scratch``."""
        found = {
            "PGHOST": scratch.host,
            "PGPORT": scratch.port,
            "PGUSER": scratch.username,
            "PGPASSWORD": scratch.password,
            "PGDATABASE": scratch.database,
        }
        return {name: str(value) for name, value in found.items() if value}

    def restore(self, file: Path, scratch: URL) -> str:
        """Put the dump into the scratch database, all or nothing; how that was done."""
        with file.open("rb") as opened:
            if opened.read(len(MAGIC)) != MAGIC:
                raise BackupFailed(
                    f"what was written ({file.stat().st_size} bytes) is no archive of pg_dump -Fc, and a script may"
                    " connect to another database: set PENNYDROP_GOLIVE__RESTORE_COMMAND to what restores {file}"
                    " into {url}"
                )
        # Owners and rights name roles that need not exist here; a comment on an extension takes a superuser.
        options = ["--exit-on-error", "--no-owner", "--no-privileges", "--no-comments", "--no-password"]
        options += [f"--dbname={plain(scratch)}", str(file)]
        self._call(self._programs.pg_restore, options, "pg_restore", scratch)
        return f"pg_restore {self._programs.version}, into a database of its own"

    @contextmanager
    def restored(self, scratch: URL) -> Iterator[State]:
        """What stands in the scratch database."""
        with at_this_moment(scratch) as state:
            yield state

    @cached_property
    def _programs(self) -> PgPrograms:
        with connected(self._url) as connection:
            return find_programs(_major(connection))

    def _call(self, program: Path, options: list[str], name: str, url: URL) -> None:
        secret = {"PGPASSWORD": str(url.password)} if url.password else {}
        call([str(program), *options], name=name, deadline=self._deadline, environment=secret)

    def _create(self, name: str) -> None:
        with connected(self._url) as site:
            like = site.exec_driver_sql(
                "SELECT pg_encoding_to_char(encoding), datcollate, datctype FROM pg_database"
                " WHERE datname = current_database()"
            ).one()
        with connected(self._server) as connection:
            # From template0: whatever was put into template1 would stand in the way of what is restored.
            encoding, collate, ctype = (str(value).replace("'", "''") for value in like)
            try:
                connection.exec_driver_sql(
                    f"CREATE DATABASE {name} TEMPLATE template0"
                    f" ENCODING '{encoding}' LC_COLLATE '{collate}' LC_CTYPE '{ctype}'"
                )
            except DBAPIError as refused:
                if getattr(refused.orig, "sqlstate", "") != NOT_ALLOWED:
                    raise
                raise BackupFailed(
                    f"the role {self._server.username} may not make a database to restore into: ALTER ROLE"
                    f' "{self._server.username}" CREATEDB, or set PENNYDROP_GOLIVE__SCRATCH_SERVER to the address of a'
                    " PostgreSQL where one may be made"
                ) from None

    def _remove(self, name: str) -> None:
        try:
            with connected(self._server) as connection:
                _drop(connection, name)
        except PennydropError as trouble:
            raise BackupFailed(
                f"the database {name} on {self._server.host or 'this machine'} could not be removed"
                f" ({trouble}): DROP DATABASE {name}"
            ) from None


def plain(url: URL) -> str:
    """The address as PostgreSQL's own programs read it, without its password: a command line is public."""
    query = {name: value for name, value in url.query.items() if name != "password"}
    return url.set(drivername="postgresql", query=query)._replace(password=None).render_as_string()


def _drop(connection: Connection, name: str) -> None:
    force = " WITH (FORCE)" if _major(connection) >= 13 else ""
    connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name}{force}")


def _major(connection: Connection) -> int:
    return int((connection.dialect.server_version_info or (0,))[0])
