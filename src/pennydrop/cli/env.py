"""``pennydrop env``: what a site needs in its environment to join the run."""

from __future__ import annotations

import shlex
from typing import Literal

from pennydrop.cli.console import print_json, say
from pennydrop.settings import load_settings
from pennydrop.stack.environment import site_environment


def env(*, format: Literal["shell", "dotenv", "json"] = "shell") -> None:
    """Print the environment your site needs to take part: Stripe's address and keys, and the mailbox.

    It follows from the settings, so it is the same after every restart. It contains secrets.

    Parameters
    ----------
    format
        ``shell`` for ``eval "$(pennydrop env)"``, ``dotenv`` for a .env file, ``json``.
    """
    variables = site_environment(load_settings())
    if format == "json":
        print_json(variables)
        return
    export = "export " if format == "shell" else ""
    for name, value in variables.items():
        say(f"{export}{name}={shlex.quote(value)}")
