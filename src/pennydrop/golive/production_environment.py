"""The site's production environment: the variables of its ``.env`` file, or what a command prints."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO

from dotenv import dotenv_values
from pydantic import SecretStr

from pennydrop.command import run
from pennydrop.errors import EnvironmentUnreadable
from pennydrop.golive.check import by_hand
from pennydrop.golive.examination import Examination

UNSET = by_hand(
    "neither PENNYDROP_GOLIVE__ENVIRONMENT_FILE nor PENNYDROP_GOLIVE__ENVIRONMENT_COMMAND is set, so the production"
    " environment was not looked at",
    mend="set PENNYDROP_GOLIVE__ENVIRONMENT_FILE to the site's .env file, or PENNYDROP_GOLIVE__ENVIRONMENT_COMMAND to a"
    " command that prints it (ssh www cat /srv/site/.env)",
)

_COMMENTED = re.compile(r"^[ \t]*(?:export[ \t]+)?(\w+)[ \t]*=[^#\n]*[ \t]#", re.MULTILINE)


@dataclass(frozen=True)
class ProductionEnvironment:
    """``source`` is where it was read; ``values`` are the variables, unquoted.

    ``commented`` are those with a comment behind the value, which python-dotenv and a shell leave out, and
    python-decouple, systemd and Docker take for a part of it.
    """

    source: str
    values: Mapping[str, str]
    commented: frozenset[str] = frozenset()

    def secret(self, name: str) -> SecretStr:
        """A variable, kept out of every message; empty if it is not there."""
        return SecretStr(self.values.get(name, ""))


def production_environment(examination: Examination) -> ProductionEnvironment | None:
    """The environment as the settings name it; ``None`` if they do not.

    ``EnvironmentUnreadable``, ``CommandFailed``.
    """
    golive = examination.golive
    if golive.environment_file is not None:
        try:
            text = golive.environment_file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as trouble:
            raise EnvironmentUnreadable(
                f"{golive.environment_file} cannot be read ({trouble}): correct PENNYDROP_GOLIVE__ENVIRONMENT_FILE, or"
                " run as somebody who may read it"
            ) from None
        return _read(text, str(golive.environment_file))
    if golive.environment_command is not None:
        name = "PENNYDROP_GOLIVE__ENVIRONMENT_COMMAND"
        with tempfile.TemporaryFile() as output:
            command = golive.environment_command.get_secret_value()
            run(command, setting=name, deadline=examination.settings.deadline, output=output)
            output.seek(0)
            text = output.read().decode("utf-8", "replace")
        return _read(text, f"what {name} prints")
    return None


def _read(text: str, source: str) -> ProductionEnvironment:
    """Quotes, ``export`` and comments as python-dotenv reads them; ``$NAME`` is left as it stands."""
    found = dotenv_values(stream=StringIO(text), interpolate=False)
    values = {name: value for name, value in found.items() if value is not None}
    return ProductionEnvironment(source, values, frozenset(_COMMENTED.findall(text)))
