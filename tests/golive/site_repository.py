"""A real git repository of a site, for a test to put things into."""

from __future__ import annotations

import subprocess
from pathlib import Path

from pennydrop.golive.check import Answer, Check
from pennydrop.golive.examination import Examination
from pennydrop.golive_settings import GoLiveSettings
from pennydrop.settings import load_settings


class Repository:
    """A real git repository."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.git("init", "-q", "-b", "main")
        self.commit("README.md", "A site.\n")

    def git(self, *arguments: str) -> str:
        author = ["-c", "user.name=Ann", "-c", "user.email=ann@example.com", "-c", "commit.gpgsign=false"]
        done = subprocess.run(["git", "-C", str(self.folder), *author, *arguments], capture_output=True, check=True)
        return done.stdout.decode()

    def write(self, name: str, content: str | bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def commit(self, name: str, content: str | bytes, message: str = "Change something") -> str:
        self.write(name, content)
        self.git("add", "-f", name)
        self.git("commit", "-q", "-m", message, "--date", "2026-03-04T05:06:07+00:00")
        return self.git("rev-parse", "HEAD").strip()

    def forget(self) -> None:
        """What `git filter-repo` leaves behind: one commit of what is there now, and nothing else."""
        self.git("checkout", "-q", "--orphan", "clean")
        self.git("commit", "-q", "-a", "-m", "Begin anew")
        for reference in self.git("for-each-ref", "--format=%(refname)").split():
            if reference != "refs/heads/clean":
                self.git("update-ref", "-d", reference)

    def look(self, check: Check, **golive: object) -> Answer:
        settings = load_settings(golive=GoLiveSettings.model_validate({"repository": self.folder, **golive}))
        return Examination(settings).answer(check)
