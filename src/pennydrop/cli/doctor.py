"""``pennydrop doctor``: what is here, what is missing, and the command that mends it."""

from __future__ import annotations

from dataclasses import asdict

from pennydrop.cli.checks import Check, all_checks
from pennydrop.cli.console import print_json, print_table, say
from pennydrop.cli.sources import SettingSource, setting_sources

MISSING = 1
_STYLES = {"ok": "", "optional": "dim", "missing": "bold red"}


def doctor(*, json: bool = False) -> int:
    """Show what is installed, what is missing and how to get it, and where each setting comes from.

    Ends with 1 when something is missing that a run with these settings needs.

    Parameters
    ----------
    json
        Print the same as JSON.
    """
    checks, sources = all_checks(), setting_sources()
    if json:
        print_json({"checks": [asdict(check) for check in checks], "settings": [asdict(source) for source in sources]})
    else:
        _print(checks, sources)
    return MISSING if any(check.state == "missing" for check in checks) else 0


def _print(checks: list[Check], sources: list[SettingSource]) -> None:
    print_table(
        [(check.state, check.name, check.found or check.remedy) for check in checks],
        *("", "what", "found, or how to get it"),
        styles=[_STYLES[check.state] for check in checks],
    )
    say("")
    print_table(
        [(source.name, source.origin, source.description, source.value) for source in sources],
        *("setting", "from", "meaning", "value"),
        styles=["dim" if source.origin == "default" else "" for source in sources],
    )
