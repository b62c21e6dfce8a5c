"""Where each setting has its value from, for whoever wonders why a run did not do what the file says."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from pennydrop.redaction import MASK, Redactor
from pennydrop.settings import CONFIG_FILE, NESTED, PREFIX, setting_fields


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
    return [_source(variable, field, environment, file) for variable, field in setting_fields().items()]


def _source(variable: str, field: FieldInfo, environment: dict[str, str], file: dict[str, Any]) -> SettingSource:
    if variable in environment:
        value, origin = environment[variable], "environment"
    elif (value := _in_file(variable, file)) is not None:
        origin = CONFIG_FILE
    else:
        value, origin = field.default, "default"
    secret = SecretStr in (type(field.default), field.annotation, *get_args(field.annotation))
    return SettingSource(variable, MASK if secret and value else _shown(value), origin, field.description or "")


def _in_file(variable: str, file: dict[str, Any]) -> Any:
    """``None`` where the file does not say; a dotted path of tables otherwise."""
    value: Any = file
    for key in variable.removeprefix(PREFIX).lower().split(NESTED):
        value = value.get(key) if isinstance(value, dict) else None
    return value


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
