"""What the ``golive`` extra installs, and what to say where it is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pennydrop.errors import PennydropError


@contextmanager
def golive_extra(purpose: str) -> Iterator[None]:
    """Imports in this block may be missing: then ``PennydropError`` says what they are for and how to get them."""
    try:
        yield
    except ImportError as missing:
        raise PennydropError(f"{purpose} needs {missing.name}; pip install 'pennydrop[golive]'") from missing
