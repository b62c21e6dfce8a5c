"""The head of a run: what is tested, and with what."""

from __future__ import annotations

from pennydrop import __version__
from pennydrop.plugin.run import Run


def header(run: Run) -> list[str]:
    """Profile, site, Stripe, webhooks, mailbox, database and browser, one a line. Brings the stack up first."""
    rows = run.stack.describe()
    width = max((len(name) for name, _ in rows), default=0)
    lines = [f"pennydrop {__version__}", *(f"  {name:<{width}}  {value}" for name, value in rows)]
    if run.settings.profile == "live":
        cap = run.settings.spending_cap
        lines.append(f"  live profile: only scenarios tagged @live run; they may spend {cap} minor units in all")
    return [run.settings.redact(line) for line in lines]
