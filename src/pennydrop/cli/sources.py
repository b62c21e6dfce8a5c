"""Where each setting has its value from, for whoever wonders why a run did not do what the file says."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from pennydrop.redaction import MASK, Redactor
from pennydrop.settings import CONFIG_FILE, PREFIX, Settings


@dataclass(frozen=True)
class SettingSource:
    """One setting: its variable, its value (secrets masked), where that comes from, and what it means."""

    name: str
    value: str
    origin: str
    description: str


def setting_sources() -> list[SettingSource]:
    """Every setting, also when some of them are wrong: nothing is validated here."""
    environment = {name.upper(): value for name, value in os.environ.items() if value}
    file = _file()
    return [_source(name, environment, file) for name in Settings.model_fields]


def _source(name: str, environment: dict[str, str], file: dict[str, Any]) -> SettingSource:
    field = Settings.model_fields[name]
    variable = PREFIX + name.upper()
    if variable in environment:
        value, origin = environment[variable], "environment"
    elif name in file:
        value, origin = file[name], CONFIG_FILE
    else:
        value, origin = field.default, "default"
    secret = isinstance(field.default, SecretStr)
    return SettingSource(variable, MASK if secret else _shown(value), origin, field.description or "")


def _shown(value: object) -> str:
    if value is None or value in ((), {}):
        return "-"
    if isinstance(value, dict):
        value = [f"{name}={other}" for name, other in value.items()]
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else Redactor()(str(value))


def _file() -> dict[str, Any]:
    try:
        return tomllib.loads(Path(CONFIG_FILE).read_text(encoding="utf-8"))
    except (FileNotFoundError, tomllib.TOMLDecodeError):
        return {}  # a broken file is one of the checks
