"""Secrets in a git repository: everything ever committed that can still be reached, and what lies in its folder.

Every version of every file is read once, straight from git's object store, however many commits hold it; so deleted
files, all branches, tags and stashes are looked at, and thousands of commits take seconds. What git ignores may hold
secrets (that is where a ``.env`` file belongs). Not opened: archives, other compressed files, submodules.
"""

from __future__ import annotations

import subprocess
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from pennydrop.errors import RepositoryUnreadable
from pennydrop.golive.secret_search.accepted import Accepted
from pennydrop.golive.secret_search.finding import Finding
from pennydrop.golive.secret_search.git import Git
from pennydrop.golive.secret_search.text import find_secrets

CHUNK = 8 * 1024 * 1024  # bytes of a file that are looked at together
OVERLAP = 4 * 1024  # bytes looked at twice, so that no secret hides where two chunks meet
_SAMPLES = frozenset(["example", "sample", "template", "dist", "tpl", "default", "defaults"])
COMMITTED = ("blob", "commit", "tag")  # messages too; a tree holds only names


@dataclass(frozen=True)
class Located:
    """A finding with the file and, if it is committed, the first commit that brought it and its author's date."""

    finding: Finding
    path: str
    commit: str | None = None
    date: str | None = None

    def __str__(self) -> str:
        where = f"commit {self.commit[:12]} of {self.date}" if self.commit else "in no commit"
        return f"{self.path}:{self.finding.line} ({where}): {self.finding}"


@dataclass(frozen=True)
class Search:
    """``found``, each secret once; what was ``looked`` through; how many findings were ``accepted`` before."""

    found: tuple[Located, ...]
    looked: str
    accepted: int


def search_history(folder: Path, accepted: Accepted) -> Search:
    """What every branch, tag and stash holds, and what is staged. ``RepositoryUnreadable``."""
    git = Git(folder)
    git.refuse_shallow()
    found: dict[str, tuple[str, str, Finding]] = {}
    objects = skipped = 0
    for object_id, kind, path, chunks in _objects(git):
        objects += kind == "blob"
        for finding, line in _findings(chunks):
            if accepted(finding, path, line):
                skipped += 1
            else:
                found.setdefault(finding.sha1, (object_id, path, finding))
    looked = f"{objects} versions of files on {git.references()} branches and tags"
    return Search(tuple(_located(git, found.values())), looked, skipped)


def search_working_tree(folder: Path, accepted: Accepted) -> Search:
    """What is changed or new in the folder, and not ignored. ``RepositoryUnreadable``."""
    git = Git(folder)
    found: dict[str, Located] = {}
    top = git.top
    names = git.names("ls-files", "-z", "--modified", "--others", "--exclude-standard")
    skipped = 0
    for name in sorted(set(names)):
        path = top / name
        if path.is_symlink() or not path.is_file():
            continue  # deleted, or a link whose target is looked at where it lies
        with path.open("rb") as file:
            for finding, line in _findings(_chunks(file, path.stat().st_size)):
                if accepted(finding, name, line):
                    skipped += 1
                else:
                    found.setdefault(finding.sha1, Located(finding, name))
    return Search(tuple(found.values()), f"{len(names)} changed and new files", skipped)


def tracked_environment_files(folder: Path) -> list[str]:
    """Files such as ``.env`` or ``.env.production`` that git holds now; examples and templates are meant to be."""
    git = Git(folder)
    held = ["ls-tree", "-r", "-z", "--name-only", "HEAD"] if git.bare else ["ls-files", "-z"]
    return [name for name in git.names(*held) if _is_environment_file(Path(name).name.lower())]


def _is_environment_file(name: str) -> bool:
    words = name.split(".")
    return "env" in words[1:] and not _SAMPLES & set(words)


def _objects(git: Git) -> Iterator[tuple[str, str, str, Iterator[str]]]:
    """Id, kind, path and content of each object, one `git cat-file` for all. The content has to be read through."""
    asked = [*git.command, "rev-list", "--objects", "--all", "--indexed-objects", *git.stashes()]
    shown = [*git.command, "cat-file", "--batch=%(objectname) %(objecttype) %(objectsize) %(rest)", "--buffer"]
    with (
        git.started(asked, stdin=subprocess.DEVNULL) as listing,
        git.started(shown, stdin=listing.stdout) as contents,
    ):
        if listing.stdout:
            listing.stdout.close()  # git cat-file reads it; ours would keep it open
        assert contents.stdout  # noqa: S101 - it was asked for
        while header := contents.stdout.readline():
            object_id, kind, *rest = header.decode("utf-8", "replace").rstrip("\n").split(" ", 3)
            if not rest:
                raise RepositoryUnreadable(
                    f"{git.folder} lacks the object {object_id} of its own history (a partial clone?): run"
                    f" `git -C {git.folder} fetch --refetch`, or `fsck` to see what is broken"
                )
            size, *path = rest
            chunks = _chunks(contents.stdout, int(size))
            if kind in COMMITTED:
                yield object_id, kind, "".join(path) or f"the message of a {kind}", chunks
            for _ in chunks:
                pass
            contents.stdout.read(1)
        git.expect_success(contents, listing)


def _chunks(file: IO[bytes], size: int) -> Iterator[str]:
    """The next ``size`` bytes as text, in pieces that begin with the end of the one before."""
    before = b""
    while size > 0:
        piece = file.read(min(CHUNK, size))
        if not piece:
            return  # somebody has shortened it meanwhile
        size -= len(piece)
        # Secrets are ASCII whatever a file is; without its zeros UTF-16 is readable too.
        text = before + piece.replace(b"\0", b"")
        yield text.decode("latin-1")
        before = text[-OVERLAP:]


def _findings(chunks: Iterable[str]) -> Iterator[tuple[Finding, str]]:
    """The findings of a file, with the line each stands in; the line numbers count through all chunks."""
    passed = 0
    for text in chunks:
        for finding in find_secrets(text):
            line = text.split("\n", finding.line)[finding.line - 1]
            yield replace(finding, line=finding.line + passed), line
        passed += text.count("\n") - text[-OVERLAP:].count("\n")


def _located(git: Git, found: Collection[tuple[str, str, Finding]]) -> Iterator[Located]:
    first = git.first_commits({object_id for object_id, _, _ in found}) if found else {}
    for object_id, path, finding in found:
        commit, date = first.get(object_id, (None, None))
        yield Located(finding, path, commit, date)
