"""Tells whether two runs mean the same stack, without keeping a secret to compare with."""

from __future__ import annotations

import hashlib

from pydantic import SecretStr

from pennydrop.settings import Settings

# What a scenario or the browser reads, and no process of the stack is started with.
OF_THE_TESTS = frozenset(
    {
        "allowed_hosts",
        "artifacts_dir",
        "browser_executable",
        "customer_password",
        "deadline",
        "quiet_period",
        "site_jobs",
        "site_name",
        "spending_cap",
        "state_dir",
    }
)
_MAY_HOLD_A_PASSWORD = frozenset({"database_url"})


def fingerprint(settings: Settings, salt: str) -> dict[str, str]:
    """The settings the stack was started with, by name; secrets as a salted hash that is costly to search."""
    return {
        name: _print_of(name, getattr(settings, name), salt)
        for name in type(settings).model_fields
        if name not in OF_THE_TESTS
    }


def differences(mine: dict[str, str], theirs: dict[str, str]) -> list[str]:
    """The names of the settings that are not the same."""
    return sorted(name for name in mine.keys() | theirs.keys() if mine.get(name) != theirs.get(name))


def _print_of(name: str, value: object, salt: str) -> str:
    if isinstance(value, SecretStr):
        return _hash(value.get_secret_value(), salt)
    if name in _MAY_HOLD_A_PASSWORD and value is not None:
        return _hash(str(value), salt)
    return repr(value)


def _hash(secret: str, salt: str) -> str:
    return hashlib.scrypt(secret.encode(), salt=salt.encode(), n=2**12, r=8, p=1).hex()
