"""Pennydrop's version, as its package metadata says."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def package_version() -> str:
    """The installed version; ``unknown`` when run from a bare source tree."""
    try:
        return version("pennydrop")
    except PackageNotFoundError:
        return "unknown"
