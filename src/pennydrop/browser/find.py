"""Which Chromium to use: the configured one, Playwright's own, or one that is installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pennydrop.browser import playwright_chromium
from pennydrop.errors import BrowserMissing
from pennydrop.tools import own_tool

if TYPE_CHECKING:
    from pennydrop.settings import Settings

# Renders the same pages without a window's overhead: a purchase takes a third less of the processor's time.
_WINDOWLESS = ("chromium-headless-shell",)
_COMMANDS = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome")
_APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)
HOW_TO_GET_ONE = "get one with `playwright install chromium`, or install Chrome or Chromium"


@dataclass(frozen=True)
class FoundBrowser:
    """A Chromium. ``executable`` is None for Playwright's own, which Playwright finds by itself."""

    executable: Path | None

    @cached_property
    def version(self) -> str:
        """For the head of a report: ``Chromium 156.0.8078.79``."""
        if self.executable is None:
            return f"Playwright's Chromium {playwright_chromium.version()}"
        name = f"{self.executable.stem}, version unknown"
        if os.name == "nt":  # there, --version opens a window
            return name
        said = subprocess.run([self.executable, "--version"], capture_output=True, text=True, check=False).stdout
        found = re.search(r"\S.*?\d+(?:\.\d+)+", said)
        return found[0] if found else name


def find_browser(settings: Settings, *, headed: bool = False) -> FoundBrowser:
    """The browser to use, ``headed`` one that has a window. ``BrowserMissing`` says in one line how to get one."""
    if settings.browser_executable:
        return FoundBrowser(_configured(settings.browser_executable))
    if playwright_chromium.is_installed():
        return FoundBrowser(None)
    for executable in _installed(settings, () if headed else _WINDOWLESS):
        return FoundBrowser(executable)
    raise BrowserMissing(f"no Chromium on this machine; {HOW_TO_GET_ONE}")


def _configured(path: str) -> Path:
    executable = shutil.which(path)
    if executable is None:
        raise BrowserMissing(f"PENNYDROP_BROWSER_EXECUTABLE is {path!r}, which is no program; {HOW_TO_GET_ONE}")
    return Path(executable)


def _installed(settings: Settings, preferred: tuple[str, ...]) -> Iterator[Path]:
    yield from (Path(found) for command in (*preferred, *_COMMANDS) if (found := shutil.which(command)))
    yield from (path for path in map(Path, _APPLICATIONS) if path.exists())
    unpacked = own_tool(settings, "chromium/chromium")  # by `make setup`, for a user who may not install
    if unpacked:
        yield unpacked
