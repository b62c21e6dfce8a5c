"""recorder-ed's pages: where they are, what can be done there, what can be read there. Playwright only."""

from __future__ import annotations
