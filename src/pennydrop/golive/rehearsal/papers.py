"""What lies around a site: its git repository, its backups, the plan for going back, the report of a smoke run."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pennydrop
from pennydrop.errors import PennydropError

_IDENTITY = ["-c", "user.name=Rehearsal", "-c", "user.email=rehearsal@recorder-ed.test", "-c", "commit.gpgsign=false"]

ROLLBACK_PLAN = """# Going back

Last gone through: {today}

1. In the Dashboard, disable the webhook endpoint, so that Stripe keeps the events.
2. Set STRIPE_SECRET_KEY and STRIPE_PUBLISHABLE_KEY in .env back to the test keys, and restart gunicorn.
3. Restore the database: stop gunicorn, put the newest file of backups/ in the place of site.sqlite3, start gunicorn.
4. Run `pennydrop reconcile --since 1d` and refund what was paid in between and not delivered.
5. Tell the customers concerned, by the list that step 4 prints.
"""

SMOKE_REPORT = """<?xml version="1.0" encoding="utf-8"?>
<testsuites name="pytest tests">
<testsuite name="pytest" errors="0" failures="0" skipped="0" tests="{tests}" time="31.4" timestamp="{now}">
{cases}
</testsuite>
</testsuites>
"""


class Repository:
    """A git repository with the site's source; what must not be in it is ignored."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "repository"

    def make(self) -> None:
        source = Path(pennydrop.__file__).parent / "demo"
        shutil.copytree(source, self.path, ignore=shutil.ignore_patterns("__pycache__"))
        (self.path / ".gitignore").write_text(".env\n*.sqlite3\n__pycache__/\n")
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit("The site as it goes live")

    def commit(self, message: str) -> str:
        """Commit everything there is; the commit's id."""
        self.git("add", "--all")
        self.git(*_IDENTITY, "commit", "--quiet", "--allow-empty", "-m", message)
        return self.head

    def forget(self, last: str) -> None:
        """Rewrite the history so that it ends with the commit ``last``, and nothing later can be reached any more."""
        self.git("reset", "--quiet", "--hard", last)
        self.git("reflog", "expire", "--expire=now", "--all")
        self.git("gc", "--quiet", "--prune=now")

    @property
    def head(self) -> str:
        return self.git("rev-parse", "HEAD").strip()

    def git(self, *arguments: str) -> str:
        """What git prints. ``PennydropError`` when it fails."""
        ran = subprocess.run(["git", "-C", str(self.path), *arguments], capture_output=True, text=True, check=False)
        if ran.returncode:
            raise PennydropError(f"git {arguments[0]} failed in the rehearsal's repository: {ran.stderr.strip()}")
        return ran.stdout


def make_backup(database: Path, folder: Path) -> Path:
    """Today's regular backup, as the nightly job would have made it."""
    folder.mkdir(exist_ok=True)
    backup = folder / f"site-{datetime.now(UTC):%Y%m%d}.sqlite3"
    with sqlite3.connect(database) as source, sqlite3.connect(backup) as target:
        source.backup(target)
    source.close()
    target.close()
    return backup


def write_rollback_plan(path: Path) -> None:
    path.write_text(ROLLBACK_PLAN.format(today=datetime.now(UTC).date()))


def write_smoke_report(path: Path, scenarios: Sequence[str]) -> None:
    """The report of a smoke run of these scenarios (``folder/file::title``) that went well, as pytest writes it."""
    split = [scenario.partition("::") for scenario in scenarios]
    cases = "\n".join(
        f'<testcase classname="features.{file.replace("/", ".")}.feature" name="{name}" time="3.1"/>'
        for file, _, name in split
    )
    path.write_text(SMOKE_REPORT.format(tests=len(split), now=datetime.now(UTC).isoformat(), cases=cases))
