"""Where to look for programs that are not Python: PATH, then the project's own folder."""

from __future__ import annotations

import shutil
from pathlib import Path

from pennydrop.settings import Settings

PROJECT = Path(".pennydrop")


def find_tool(settings: Settings, command: str, own: str) -> Path | None:
    """The program ``command`` of PATH, else the project's ``own`` (see :func:`own_tool`); None if there is neither."""
    on_path = shutil.which(command)
    return Path(on_path) if on_path else own_tool(settings, own)


def own_tool(settings: Settings, own: str) -> Path | None:
    """The program ``tools/<own>`` of the state folder or of the project, where ``make setup`` puts what it gets."""
    candidates = [folder / "tools" / own for folder in (settings.state_dir, PROJECT)]
    return next((candidate.absolute() for candidate in candidates if shutil.which(candidate)), None)
