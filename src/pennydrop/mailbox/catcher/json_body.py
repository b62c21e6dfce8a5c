"""Request bodies as Mailpit's Go reads them: keys in any case, unknown keys ignored."""

from __future__ import annotations

import json
from typing import Any


class BodyRefused(ValueError):
    """The body is no JSON object."""


def read(body: bytes) -> dict[str, Any]:
    """The object with its keys in lower case. ``BodyRefused`` for anything else."""
    try:
        found = json.loads(body)
    except ValueError as error:
        raise BodyRefused(str(error)) from None
    if not isinstance(found, dict):
        raise BodyRefused("the body must be a JSON object")
    return lowered(found)


def lowered(fields: dict[str, Any]) -> dict[str, Any]:
    return {key.lower(): value for key, value in fields.items()}


def texts(value: object) -> list[str]:
    """The list of strings it is, or an empty list."""
    return value if isinstance(value, list) and all(isinstance(item, str) for item in value) else []
