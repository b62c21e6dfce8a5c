"""Prints where the browser is that a run would use; ends with 1 and no words when there is none."""

from __future__ import annotations

import sys

from pennydrop.browser import find_browser, playwright_chromium
from pennydrop.errors import BrowserMissing
from pennydrop.settings import load_settings

try:
    print(find_browser(load_settings()).executable or playwright_chromium.folder())
except BrowserMissing:
    sys.exit(1)
