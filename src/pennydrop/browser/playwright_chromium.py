"""Playwright's own Chromium: whether it is installed, learnt from files, because starting Playwright takes a while."""

from __future__ import annotations

import json
import os
import sys
from functools import cache
from pathlib import Path

import playwright

_PACKAGE = Path(playwright.__file__).parent / "driver" / "package"
# Headless runs use the shell, which `playwright install chromium` brings along with the full browser.
_NAME = "chromium-headless-shell"


def is_installed() -> bool:
    """True when the Chromium that this version of Playwright wants has been downloaded completely."""
    return (folder() / "INSTALLATION_COMPLETE").exists()


def folder() -> Path:
    """Where it is, or would be."""
    return _browsers_folder() / f"{_NAME.replace('-', '_')}-{_descriptor()['revision']}"


def version() -> str:
    """The version this Playwright wants: ``159.0.8154.6``."""
    return _descriptor()["browserVersion"]


def _browsers_folder() -> Path:
    """Where Playwright keeps its browsers, by its own rules."""
    configured = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "")
    if configured == "0":
        return _PACKAGE / ".local-browsers"
    return Path(configured) if configured else _cache_folder() / "ms-playwright"


def _cache_folder() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


@cache
def _descriptor() -> dict[str, str]:
    browsers = json.loads((_PACKAGE / "browsers.json").read_text(encoding="utf-8"))["browsers"]
    return next(browser for browser in browsers if browser["name"] == _NAME)
