"""What a site does on a timer, run by the suite."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from fixtures.site_jobs import SiteJobs
from pennydrop.errors import SiteUnreachable
from pennydrop.settings import load_settings


def jobs(program: str, **settings: str) -> SiteJobs:
    return SiteJobs(load_settings(site_jobs=shlex.join([sys.executable, "-c", program]), **settings))


def test_the_command_is_run_to_its_end(tmp_path: Path) -> None:
    done = tmp_path / "done"
    jobs(f"open({str(done)!r}, 'w').close()").run()
    assert done.exists()


def test_a_site_without_jobs_needs_no_command() -> None:
    SiteJobs(load_settings(site_jobs=None)).run()


def test_a_job_that_fails_is_quoted_without_secrets() -> None:
    with pytest.raises(SiteUnreachable, match="exit code 3") as failure:
        jobs("print('no table, whsec_verysecret'); raise SystemExit(3)", webhook_secret="whsec_verysecret").run()
    assert "no table" in str(failure.value)
    assert "verysecret" not in str(failure.value)


def test_a_command_that_does_not_exist_is_not_printed() -> None:
    with pytest.raises(SiteUnreachable, match="PENNYDROP_SITE_JOBS cannot be run") as failure:
        SiteJobs(load_settings(site_jobs="/no/such/program --token tk_verysecret")).run()
    assert "verysecret" not in str(failure.value)
