"""The backups that are made regularly: which there are, how old and how large."""

from __future__ import annotations

import glob
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

# A file that was touched this lately may still be growing.
GROWING = timedelta(minutes=2)


@dataclass(frozen=True)
class Backup:
    """A file, or a folder such as ``pg_dump -Fd`` makes; ``size`` in bytes."""

    path: Path
    made: datetime
    size: int

    def age(self, now: datetime) -> timedelta:
        return now - self.made


def regular_backups(pattern: str) -> list[Backup]:
    """What matches ``pattern``, newest first. ``OSError`` where it cannot be looked at."""
    found = [_backup(Path(path)) for path in glob.glob(pattern, recursive=True)]
    return sorted(found, key=lambda backup: backup.made, reverse=True)


def finished(backups: list[Backup], now: datetime) -> list[Backup]:
    """Without one that is being made right now, if there are older ones to go by."""
    growing = len(backups) > 1 and abs(backups[0].age(now)) < GROWING and backups[0].size < backups[1].size
    return backups[1:] if growing else backups


def _backup(path: Path) -> Backup:
    files = [file for file in path.rglob("*") if file.is_file()] if path.is_dir() else [path]
    stats = [file.stat() for file in files]
    made = max([stat.st_mtime for stat in stats], default=path.stat().st_mtime)
    return Backup(path, datetime.fromtimestamp(made, UTC), sum(stat.st_size for stat in stats))
