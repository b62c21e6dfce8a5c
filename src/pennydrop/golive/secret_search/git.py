"""Git, asked as a program: the commands the search needs, their troubles as one sentence."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import IO

from pennydrop.errors import RepositoryUnreadable

# Nothing is fetched, asked or written while looking, whatever the user's configuration says.
_QUIET = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}


class Git:
    """The repository around ``folder``. Every method may raise ``RepositoryUnreadable``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # Renamed, quoted or replaced objects would not be what was committed.
        self.command = ["git", "-C", str(folder), "--no-replace-objects", "-c", "core.quotePath=false"]
        self.bare = self.ask("rev-parse", "--is-bare-repository").strip() == "true"

    @cached_property
    def top(self) -> Path:
        """The top of the working tree. A bare repository has none."""
        if self.bare:
            raise RepositoryUnreadable(
                f"{self.folder} is a bare repository: set PENNYDROP_GOLIVE__REPOSITORY to a clone with a working tree"
            )
        return Path(self.ask("rev-parse", "--show-toplevel").strip())

    def ask(self, *arguments: str) -> str:
        """What the command prints."""
        try:
            done = subprocess.run([*self.command, *arguments], capture_output=True, env=_environment(), check=False)
        except OSError as trouble:
            raise RepositoryUnreadable(f"git cannot be run ({trouble.strerror}): install git") from None
        if done.returncode != 0:
            raise RepositoryUnreadable(self._sentence(done.stderr))
        return done.stdout.decode("utf-8", "surrogateescape")

    def names(self, *arguments: str) -> list[str]:
        """Paths below the top of the working tree; the command has to end them with zeros (``-z``)."""
        where = [] if self.bare else ["-C", str(self.top)]
        printed = self.ask(*where, *arguments)
        return printed.rstrip("\0").split("\0") if printed else []

    def references(self) -> int:
        """How many branches, remote ones too, and tags there are."""
        return len(self.ask("for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes", "refs/tags").split())

    def stashes(self) -> list[str]:
        """The commits of all stashes: only the latest has a name of its own."""
        has_any = self.ask("for-each-ref", "--format=%(refname)", "refs/stash")
        return self.ask("log", "--walk-reflogs", "--format=%H", "refs/stash").split() if has_any else []

    def refuse_shallow(self) -> None:
        """A shallow clone lacks the very history that is asked for."""
        if self.ask("rev-parse", "--is-shallow-repository").strip() == "true":
            raise RepositoryUnreadable(
                f"{self.folder} is a shallow clone, its older commits are missing: run"
                f" `git -C {self.folder} fetch --unshallow`"
            )

    def first_commits(self, objects: set[str]) -> dict[str, tuple[str, str]]:
        """For each blob the oldest commit that brought it, for each commit itself; with its author's date."""
        form = "%x01%H %ad"
        listing = [*self.command, "log", "--all", "-m", "--root", "--raw", "--no-abbrev", "--no-renames", "--reverse"]
        command = [*listing, "--date=short", f"--format={form}", *self.stashes()]
        first: dict[str, tuple[str, str]] = {}
        commit = date = ""
        with self.started(command, stdin=subprocess.DEVNULL) as log:
            assert log.stdout  # noqa: S101 - it was asked for
            for raw in log.stdout:
                line = raw.decode("utf-8", "replace")
                if line.startswith("\x01"):
                    commit, date = line[1:].split()
                    if commit in objects:
                        first.setdefault(commit, (commit, date))
                elif line.startswith(":") and (blob := line.split(" ", 4)[3]) in objects:
                    first.setdefault(blob, (commit, date))
            self.expect_success(log)
        return first

    @contextmanager
    def started(self, command: list[str], stdin: int | IO[bytes] | None) -> Iterator[subprocess.Popen[bytes]]:
        """A git that runs while its output is read, and ends with the block."""
        with subprocess.Popen(
            command, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
        ) as child:
            try:
                yield child
            finally:
                if child.poll() is None:
                    child.terminate()

    def expect_success(self, *children: subprocess.Popen[bytes]) -> None:
        """All of it was read: a git that fails half-way must not pass for a clean repository."""
        for child in children:
            if child.wait() != 0:
                raise RepositoryUnreadable(
                    f"git could not read all of {self.folder} (exit code {child.returncode}): run"
                    f" `git -C {self.folder} fsck` to see what is broken"
                )

    def _sentence(self, stderr: bytes) -> str:
        said = " ".join(stderr.decode("utf-8", "replace").split())
        if "dubious ownership" in said:
            return f"git does not trust {self.folder}: run `git config --global --add safe.directory {self.folder}`"
        return f"{self.folder} cannot be read as a git repository ({said}): correct PENNYDROP_GOLIVE__REPOSITORY"


def _environment() -> dict[str, str]:
    # A hook's GIT_DIR would send us to another repository.
    ours = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**ours, **_QUIET}
