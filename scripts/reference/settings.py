"""The settings, from the fields of ``Settings``."""

from __future__ import annotations

from typing import Literal, get_args, get_origin

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from pennydrop.settings import setting_fields
from scripts.reference.table import markdown_table


def render() -> str:
    """One row a setting, in the order of the class."""
    rows = [(f"`{variable}`", _default(field), _meaning(field)) for variable, field in setting_fields().items()]
    return markdown_table(("variable", "default", "meaning"), rows)


def _default(field: FieldInfo) -> str:
    value = field.default
    if isinstance(value, SecretStr):
        return "built in"
    if value is None or value in ((), {}):
        return "unset"
    return ", ".join(f"`{part}`" for part in value) if isinstance(value, tuple) else f"`{value}`"


def _meaning(field: FieldInfo) -> str:
    meaning = field.description or ""
    choices = get_args(field.annotation) if get_origin(field.annotation) is Literal else ()
    if all(choice in meaning for choice in choices):
        return meaning
    return f"{meaning} ({', '.join(f'`{choice}`' for choice in choices)})"
