"""One fault a module."""

from __future__ import annotations
