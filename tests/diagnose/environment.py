"""The environment in which a command of Pennydrop looks at a stack of these tests."""

from __future__ import annotations

from pydantic import SecretStr

from pennydrop.settings import PREFIX, Settings


def variables_of(settings: Settings) -> dict[str, str]:
    """The settings that were given, as the variables that name them."""
    given = {name: getattr(settings, name) for name in settings.model_fields_set}
    return {PREFIX + name.upper(): _written(value) for name, value in given.items() if value is not None}


def _written(value: object) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else str(value)
