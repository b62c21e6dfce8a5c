"""Where to look for programs that are not Python: PATH, then the project's own folder."""

from __future__ import annotations

import shutil
from pathlib import Path

from pennydrop.settings import Settings

PROJECT = Path(".pennydrop")


def find_tool(settings: Settings, command: str, in_tools: str) -> Path | None:
    """The program ``command`` of PATH, else ``tools/<in_tools>`` of the state folder or of the project; else None.

    The project's folder is where ``make setup`` puts them, whatever ``state_dir`` this run has.
    """
    on_path = shutil.which(command)
    if on_path:
        return Path(on_path)
    candidates = [folder / "tools" / in_tools for folder in (settings.state_dir, PROJECT)]
    return next((candidate.absolute() for candidate in candidates if shutil.which(candidate)), None)
