"""The browser of a run: which one, how it is started, and which hosts it may reach."""

from __future__ import annotations

from pennydrop.browser.find import FoundBrowser, find_browser
from pennydrop.browser.launch import context_arguments, launch_arguments

__all__ = ["FoundBrowser", "context_arguments", "find_browser", "launch_arguments"]
