"""A browser for a person: plain Chromium with a window, which nothing drives.

Stripe's fraud signals see no automation in it, and no host is kept from it: a bank's page may come from anywhere.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from pennydrop.browser import find_browser
from pennydrop.errors import BrowserMissing, ProcessDied
from pennydrop.settings import Settings
from pennydrop.stack.launcher import Launcher

# What a window needs of the desktop it is to appear on.
DESKTOP = (
    "DISPLAY",
    "XAUTHORITY",
    "WAYLAND_DISPLAY",
    "XDG_RUNTIME_DIR",
    "XDG_SESSION_TYPE",
    "DBUS_SESSION_BUS_ADDRESS",
)


class Window:
    """Opened at ``url`` by :meth:`open`. It ends with this process, however that ends, and leaves no profile behind."""

    def __init__(self, settings: Settings, url: str) -> None:
        self._profile = settings.state_dir.absolute() / "golive" / "browser"
        self._launcher = Launcher(settings)
        argv = [_executable(settings), *_switches(self._profile), url]
        desktop = {name: os.environ[name] for name in DESKTOP if name in os.environ}
        self._process = self._launcher.process("golive-browser", argv, desktop)

    def open(self) -> None:
        """Return when the browser runs. ``ProcessDied`` with the end of what it wrote if it did not start."""
        shutil.rmtree(self._profile, ignore_errors=True)
        self._process.start(lambda: True)

    @property
    def closed(self) -> bool:
        """Whether the person has closed it, or it has crashed."""
        try:
            self._process.check()
        except ProcessDied:
            return True
        return False

    def close(self) -> None:
        """Close it, and forget what the person has typed."""
        self._process.stop()
        self._launcher.close()
        shutil.rmtree(self._profile, ignore_errors=True)


def _executable(settings: Settings) -> str:
    found = find_browser(settings, headed=True)
    if found.executable:
        return str(found.executable)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    if not own.exists():
        raise BrowserMissing(f"{own} is not there: get a browser with a window by `playwright install chromium`")
    return str(own)


def _switches(profile: Path) -> list[str]:
    switches = [
        f"--user-data-dir={profile}",
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-sync",
        "--disable-background-networking",
        "--password-store=basic",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        switches.append("--no-sandbox")  # Chromium does not start for root otherwise
    return switches
