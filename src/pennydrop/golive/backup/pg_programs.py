"""pg_dump and pg_restore: the ones that fit the server."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pennydrop.errors import CommandFailed

# Debian and Ubuntu keep one folder for each major version beside the one that is on PATH.
DEBIAN = Path("/usr/lib/postgresql")
_VERSION = re.compile(r"\(PostgreSQL\) (?P<version>(?P<major>\d+)\S*)")


@dataclass(frozen=True)
class PgPrograms:
    """Both of one version, ``15.14``."""

    pg_dump: Path
    pg_restore: Path
    version: str
    major: int


def find_programs(server: int, *, folders: Iterable[Path] | None = None) -> PgPrograms:
    """Those of the server's major version or, failing that, of the next newer. ``CommandFailed`` if there are none.

    An older pg_dump refuses a newer server; a much newer one writes what the server does not know.
    """
    found = [programs for folder in (_folders() if folders is None else folders) for programs in _in(folder)]
    fit = [programs for programs in found if programs.major >= server]
    if fit:
        return min(fit, key=lambda programs: programs.major)
    if found:
        newest = max(found, key=lambda programs: programs.major)
        raise CommandFailed(
            f"{newest.pg_dump} is of version {newest.version}, the server of {server}, which it refuses:"
            f" install PostgreSQL's client programs of version {server} (Debian: postgresql-client-{server})"
        )
    raise CommandFailed(
        "pg_dump and pg_restore are not on PATH: install PostgreSQL's client programs"
        f" (Debian: postgresql-client-{server}), or set PENNYDROP_GOLIVE__BACKUP_COMMAND and __RESTORE_COMMAND"
    )


def _folders() -> list[Path]:
    on_path = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    return [*on_path, *sorted(DEBIAN.glob("*/bin"))]


def _in(folder: Path) -> list[PgPrograms]:
    dump, restore = (shutil.which(name, path=str(folder)) for name in ("pg_dump", "pg_restore"))
    said = _version(dump) if dump and restore else None
    if not dump or not restore or not said:
        return []
    return [PgPrograms(Path(dump), Path(restore), said["version"], int(said["major"]))]


def _version(program: str) -> re.Match[str] | None:
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return _VERSION.search(answer.stdout)
