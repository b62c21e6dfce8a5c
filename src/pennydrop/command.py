"""A command of the settings: run without a shell where it needs none, with a time limit, and ended as a whole."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from typing import IO

from pennydrop.errors import CommandFailed

# Letters that mean something to a shell and nothing to a program.
_OF_A_SHELL = set("|&;<>()$`*?[~\n")
_ASSIGNMENT = re.compile(r"\s*\w+=")
GRACE = 2  # seconds it has to tidy up
TOLD = 600  # characters of what a failed command said last


def run(
    command: str,
    *,
    setting: str,
    deadline: float,
    names: Mapping[str, str] | None = None,
    environment: Mapping[str, str] | None = None,
    output: IO[bytes] | None = None,
) -> None:
    """Run ``command`` to its end; ``{file}`` and the like stand for ``names``.

    ``output`` gets what it prints. ``CommandFailed``, naming ``setting``, unless it ends with 0 in ``deadline`` s.
    """
    call(
        argv_of(command, names or {}, setting), name=setting, deadline=deadline, environment=environment, output=output
    )


def call(
    argv: Sequence[str],
    *,
    name: str,
    deadline: float,
    environment: Mapping[str, str] | None = None,
    output: IO[bytes] | None = None,
) -> None:
    """Like :func:`run`, for a program with its arguments. Secrets belong into ``environment``, never into ``argv``."""
    with tempfile.TemporaryFile() as said:
        try:
            child = subprocess.Popen(
                argv,
                stdin=subprocess.DEVNULL,
                stdout=output or said,
                stderr=said,
                env={**os.environ, **(environment or {})},
                start_new_session=True,
            )
        except OSError as trouble:
            raise CommandFailed(
                f"{name}: {argv[0]} cannot be run ({trouble.strerror}); install it, or correct the command"
            ) from None
        try:
            code = child.wait(deadline)
        except subprocess.TimeoutExpired:
            raise CommandFailed(
                f"{name} has not ended within {deadline:g} s and was stopped{_told(said)}; it has to end by itself,"
                " without asking anything"
            ) from None
        finally:
            _end(child)
        if code != 0:
            raise CommandFailed(f"{name} {_fate(code)}{_told(said)}")


def argv_of(command: str, names: Mapping[str, str], setting: str) -> list[str]:
    """The command's words; of ``sh``, if it is written for a shell. A name's value is one word in either."""
    if _OF_A_SHELL & set(_outside_quotes(command)) or _ASSIGNMENT.match(command):
        return ["/bin/sh", "-c", _filled(command, {name: shlex.quote(value) for name, value in names.items()})]
    try:
        words = shlex.split(command)
    except ValueError as unbalanced:
        raise CommandFailed(f"{setting} cannot be read as a command: {unbalanced}; close it") from None
    if not words:
        raise CommandFailed(f"{setting} is empty; write a command there, or leave it out")
    return [_filled(word, names) for word in words]


def _outside_quotes(command: str) -> str:
    """``$`` and a backquote also mean something within double quotation marks, so only single ones hide."""
    return "".join(command.split("'")[::2])


def _filled(text: str, names: Mapping[str, str]) -> str:
    for name, value in names.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _end(child: subprocess.Popen[bytes]) -> None:
    """Nothing of it is left running, whether it has ended, was late, or we were interrupted."""
    if child.poll() is None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            os.killpg(child.pid, signal.SIGTERM)
            child.wait(GRACE)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _fate(code: int) -> str:
    return f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"


def _told(said: IO[bytes]) -> str:
    """The end of what it said, on one line."""
    size = said.seek(0, os.SEEK_END)
    said.seek(max(0, size - TOLD))
    words = " ".join(said.read().decode("utf-8", "replace").split())
    return f", saying {words!r}" if words else ", without a word"
