"""Settings of a project folder of its own, and checks made up for the occasion."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pennydrop.golive.check import Answer, Check, Section
from pennydrop.golive.examination import Examination
from pennydrop.settings import PREFIX, Settings, load_settings

NOW = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder as the current one, and no PENNYDROP_ variable."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.upper().startswith(PREFIX)]:
        monkeypatch.delenv(name)
    return tmp_path


@pytest.fixture
def settings() -> Settings:
    return load_settings()


@pytest.fixture
def examination(settings: Settings) -> Examination:
    return Examination(settings, now=NOW)


def answering(answer: Answer, id: str = "a", *, section: Section = Section.TLS, writes: bool = False) -> Check:
    """A check that says ``answer``, whatever the site is like."""
    return Check(id, section, f"The sentence of {id}.", lambda examination: answer, writes)


def breaking(error: BaseException, id: str = "a") -> Check:
    """A check that raises ``error``."""

    def look(examination: Examination) -> Answer:
        raise error

    return Check(id, Section.TLS, f"The sentence of {id}.", look)
