"""The operator of the foreign site, who knows of Pennydrop what ``pennydrop env`` prints and nothing else."""

from __future__ import annotations

import os
import secrets
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import requests

from pennydrop.eventually import Patience, eventually
from tests.adoption.databases import ROOT, Database

START_DEADLINE = 60.0
PYTHON = [sys.executable, "-m"]


def printed_environment(settings: Mapping[str, str]) -> dict[str, str]:
    """What ``pennydrop env --format dotenv`` prints under these settings, as the site's .env file would give it."""
    command = [*PYTHON, "pennydrop.cli", "env", "--format", "dotenv"]
    printed = subprocess.run(command, check=True, env=os.environ | settings, capture_output=True, text=True).stdout
    return dict(assignment.split("=", 1) for assignment in shlex.split(printed))


@contextmanager
def running_site(
    port: int, database: Database, env_file: Mapping[str, str], switches: Mapping[str, str], log: Path
) -> Iterator[str]:
    """The site's address, while it runs with what the ``switches`` leave of it. Its log goes to ``log``."""
    environment = {
        **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
        **env_file,
        **database.environment,
        **switches,
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "tests.adoption.foreign.settings",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DEBUG": "True",
    }
    with log.open("w") as output:
        migrate = [*PYTHON, "pennydrop.demo", "migrate", "--no-input", "--verbosity=0"]
        subprocess.run(migrate, check=True, env=environment, stdout=output, stderr=output)
        options = ["--worker-class=gthread", "--threads=8", f"--bind=127.0.0.1:{port}", "--no-control-socket"]
        gunicorn = [*PYTHON, "gunicorn", *options, "pennydrop.demo.wsgi:application"]
        process = subprocess.Popen(gunicorn, env=environment, stdout=output, stderr=output)
        try:
            # By name and not by number, to see that nothing in the suite insists on 127.0.0.1.
            address = f"http://localhost:{port}"
            _wait_for(address, process, log)
            yield address
        finally:
            process.terminate()
            process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    def answer() -> int:
        if process.poll() is not None:
            raise SystemExit(f"the foreign site ended with {process.returncode}:\n{log.read_text()}")
        try:
            return requests.get(address, timeout=5).status_code
        except requests.ConnectionError as refused:
            raise AssertionError(str(refused)) from None

    eventually("the foreign site answers", answer, lambda status: status == 200, patience=Patience(START_DEADLINE))
