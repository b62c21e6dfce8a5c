"""detect-secrets, which is installed only for going live."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from pennydrop.golive.extras import golive_extra


def part_of_detect_secrets(module: str, name: str) -> Any:
    """``name`` of ``detect_secrets.<module>``; ``PennydropError`` if it is not installed."""
    with golive_extra("the search for secrets"):
        return getattr(import_module(f"detect_secrets.{module}"), name)
