"""The command tree, and the one place where an error becomes a message and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.metadata import version
from platform import python_version

from cyclopts import App

from pennydrop import __version__
from pennydrop.cli.console import complain
from pennydrop.cli.diagnose import diagnose
from pennydrop.cli.doctor import doctor
from pennydrop.cli.down import down
from pennydrop.cli.env import env
from pennydrop.cli.golive import golive
from pennydrop.cli.lint import lint
from pennydrop.cli.reconcile import reconcile
from pennydrop.cli.run import run
from pennydrop.cli.steps import steps
from pennydrop.cli.up import up
from pennydrop.cli.watch import watch
from pennydrop.errors import PennydropError

INTERRUPTED = 130
SHOWN_VERSIONS = ("pytest", "pytest-bdd", "playwright", "stripe", "SQLAlchemy")


def versions() -> str:
    """Pennydrop's version and those that matter in a bug report."""
    others = (f"{name} {version(name)}" for name in SHOWN_VERSIONS)
    return "\n".join([f"pennydrop {__version__}", f"Python {python_version()}", *others])


app = App(
    name="pennydrop",
    help="End-to-end payment tests, from the Pay button to the ledger.",
    version=versions,
    version_format="plaintext",
    suppress_keyboard_interrupt=False,
    result_action="return_value",
)
for command in (up, down, run, steps, lint, golive, diagnose, watch, reconcile, env, doctor):
    app.command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; see docs/exit-codes.md."""
    try:
        code = app(sys.argv[1:] if arguments is None else arguments)
    except PennydropError as error:
        complain(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    return code or 0
