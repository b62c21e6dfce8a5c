"""``pennydrop down``: end the stack of this folder."""

from __future__ import annotations

from pennydrop.cli.console import say
from pennydrop.settings import load_settings
from pennydrop.stack.state import StackState


def down() -> None:
    """End the stack that runs in this folder, whoever started it. Fine if there is none."""
    settings = load_settings()
    state = StackState.read(settings)
    if state is None or not state.owner.alive():
        say(f"nothing runs in {settings.state_dir}")
        return
    state.end()
    StackState.forget(settings)
    say(f"ended the stack of pid {state.owner.pid}")
