"""The kinds of values that settings have, beside plain texts and numbers."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator
from pydantic_settings import NoDecode


def _words(value: Any) -> Any:
    return [word.strip() for word in value.split(",") if word.strip()] if isinstance(value, str) else value


def _pairs(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    pairs = [word.partition("=") for word in _words(value)]
    for ours, _, theirs in pairs:
        if not ours.strip() or not theirs.strip():
            raise ValueError(f"{ours!r} has no other name; write name=other_name, several with commas")
    return {ours.strip(): theirs.strip() for ours, _, theirs in pairs}


def _web_address(value: str) -> str:
    if not value.startswith(("http://", "https://")):
        raise ValueError(f"{value!r} is no web address; it must begin with http:// or https://")
    return value.rstrip("/")


# The environment's short form needs NoDecode: pydantic would otherwise want JSON there.
Words = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_words)]
"""``a,b`` in the environment, a list in the file."""

Renamed = Annotated[dict[str, str], NoDecode, BeforeValidator(_pairs)]
"""``name=other_name,...`` in the environment, a table in the file."""

WebAddress = Annotated[str, AfterValidator(_web_address)]
"""``http://`` or ``https://``; a trailing slash is cut off."""
