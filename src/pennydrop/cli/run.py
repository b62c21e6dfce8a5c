"""``pennydrop run``: the suite, by pytest."""

from __future__ import annotations

import os
import sys
from typing import Annotated

from cyclopts import Parameter


def run(*arguments: Annotated[str, Parameter(allow_leading_hyphen=True)]) -> None:
    """Run the scenarios. What follows goes to pytest: ``pennydrop run -m smoke -n 2``.

    Parameters
    ----------
    arguments
        Anything pytest takes: paths, -m, -k, -n, --headed, ...
    """
    # In our place, not inside us: pytest rewrites the assertions of modules that nobody has imported yet.
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *arguments])  # noqa: S606
