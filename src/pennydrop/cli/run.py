"""``pennydrop run``: the suite, by pytest."""

from __future__ import annotations

import sys
from typing import Annotated

import pytest
from cyclopts import Parameter

INTERRUPTED = 130


class _Interruption:
    """Tells Ctrl-C from the other reasons for pytest's exit code 2."""

    happened = False

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        self.happened = excinfo.type is KeyboardInterrupt


def run(*arguments: Annotated[str, Parameter(allow_leading_hyphen=True)]) -> int:
    """Run the scenarios. What follows goes to pytest: ``pennydrop run -m smoke -n 2``.

    Parameters
    ----------
    arguments
        Anything pytest takes: paths, -m, -k, -n, --headed, ...
    """
    sys.path.insert(0, "")  # as `python -m pytest` does: steps, pages and fixtures lie in the project's folder
    interruption = _Interruption()
    code = int(pytest.main([*arguments], plugins=[interruption]))
    return INTERRUPTED if interruption.happened else code
