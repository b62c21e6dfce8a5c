"""A project folder for every test of trouble."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trouble.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path.resolve())
