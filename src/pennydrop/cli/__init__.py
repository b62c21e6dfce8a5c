"""The ``pennydrop`` command: thin; it parses, calls and prints."""

from __future__ import annotations

from pennydrop.cli.app import main

__all__ = ["main"]
