"""What people have signed off: a TOML file that belongs into git, one table for each check, sorted by id."""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pennydrop.errors import SignoffRefused

HEADER = "# Written by `pennydrop golive sign`: who has looked at what no program can see, and when.\n"


@dataclass(frozen=True)
class Signoff:
    """``by`` has looked on the day ``on`` and says ``note``. It counts up to and including ``until``, or always."""

    by: str
    on: date
    note: str
    until: date | None = None

    def holds(self, today: date) -> bool:
        """True while it counts."""
        return self.until is None or today <= self.until

    def __str__(self) -> str:
        until = f", until {self.until}" if self.until else ""
        return f"{self.by}, {self.on}{until}: {self.note}"


def read_signoffs(path: Path) -> dict[str, Signoff]:
    """The sign-offs by the id of their check; none where there is no file. ``SignoffRefused`` if it cannot be read."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SignoffRefused(f"{path} cannot be read as TOML: {error}; mend it, or take it back from git") from None
    return {id: _signoff(path, id, table) for id, table in tables.items()}


def add_signoff(path: Path, id: str, signoff: Signoff) -> None:
    """Write ``signoff`` for the check called ``id``, in place of an earlier one."""
    with _changing(path) as signoffs:
        signoffs[id] = signoff


def remove_signoff(path: Path, id: str) -> Signoff:
    """Take back what was signed off. ``SignoffRefused`` if nothing was."""
    with _changing(path) as signoffs:
        if id not in signoffs:
            signed = ", ".join(sorted(signoffs)) or "none"
            raise SignoffRefused(f"{id!r} is not signed off in {path}; signed off: {signed}")
        return signoffs.pop(id)


def _signoff(path: Path, id: str, table: Any) -> Signoff:
    kinds = {"by": str, "on": date, "note": str, "until": date}
    if not isinstance(table, dict) or not {"by", "on", "note"} <= {*table} <= {*kinds}:
        raise SignoffRefused(f"{path}: [{id}] must have by, on and note, may have until, and nothing else: {table!r}")
    for name, value in table.items():
        if type(value) is not kinds[name] or value == "":
            wanted = "a date such as 2026-11-23" if kinds[name] is date else "a text in quotation marks"
            raise SignoffRefused(f"{path}: {name} of [{id}] is {value!r}; it must be {wanted}")
    return Signoff(**table)


@contextmanager
def _changing(path: Path) -> Iterator[dict[str, Signoff]]:
    """The sign-offs to change; written when the block ends well, as a whole, and by one process after the other."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        folder = os.open(path.parent, os.O_RDONLY)
    except OSError as error:
        raise SignoffRefused(f"{path.parent} cannot be used for sign-offs: {error.strerror}") from None
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)  # the folder: a lock file beside the sign-offs would end up in git
        signoffs = read_signoffs(path)
        yield signoffs
        _replace(path, _toml(signoffs))
    finally:
        os.close(folder)


def _replace(path: Path, text: str) -> None:
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with open(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else 0o644)
        os.replace(name, path)
    except OSError as error:
        raise SignoffRefused(f"{path} cannot be written: {error.strerror}; nothing was changed") from None


def _toml(signoffs: dict[str, Signoff]) -> str:
    return "\n".join([HEADER, *(_table(id, signoffs[id]) for id in sorted(signoffs))])


def _table(id: str, signoff: Signoff) -> str:
    lines = [f"[{_text(id)}]" if "." in id else f"[{id}]"]
    lines += [f"by = {_text(signoff.by)}", f"on = {signoff.on}", f"note = {_text(signoff.note)}"]
    lines += [f"until = {signoff.until}"] if signoff.until else []
    return "\n".join(lines) + "\n"


def _text(value: str) -> str:
    """A TOML string: JSON's is one, but for the one control sign that JSON leaves alone."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
