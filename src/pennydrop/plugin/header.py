"""The head of a run: what is tested, and with what."""

from __future__ import annotations

import pytest

from pennydrop import __version__
from pennydrop.plugin.run import Run


def header(run: Run, config: pytest.Config) -> list[str]:
    """Profile, site, Stripe, webhooks, mailbox, database and browser, one a line. Brings the stack up first."""
    browser = _browser(run, config)  # first: without one the stack need not be started
    rows = [*run.stack.describe(), ("browser", browser)]
    width = max(len(name) for name, _ in rows)
    lines = [f"pennydrop {__version__}", *(f"  {name:<{width}}  {value}" for name, value in rows)]
    if run.settings.profile == "live":
        cap = run.settings.spending_cap
        lines.append(f"  live profile: only scenarios tagged @live run; they may spend {cap} minor units in all")
    return [run.settings.redact(line) for line in lines]


def _browser(run: Run, config: pytest.Config) -> str:
    """The one that is going to be used. ``BrowserMissing`` now rather than in every scenario."""
    chosen = [*config.getoption("--browser", default=[]), config.getoption("--browser-channel", default=None)]
    others = [name for name in chosen if name and name != "chromium"]
    if others:
        return ", ".join(others)
    from pennydrop.browser import find_browser

    return find_browser(run.settings, headed=config.getoption("--headed", default=False)).version
