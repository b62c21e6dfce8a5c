"""Prints where the browser is that a run would use; ends with 1 when there is none."""

from __future__ import annotations

import sys

from pennydrop.browser import find_browser, playwright_chromium
from pennydrop.errors import BrowserMissing, PennydropError
from pennydrop.settings import load_settings

try:
    print(find_browser(load_settings()).executable or playwright_chromium.folder())
except BrowserMissing:
    sys.exit(1)  # without words: setup is about to get one
except PennydropError as wrong_settings:
    sys.exit(f"setup: {wrong_settings}")
