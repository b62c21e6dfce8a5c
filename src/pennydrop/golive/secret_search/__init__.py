"""Secrets where none belong: in text of any kind (:func:`find_secrets`), and in a whole git repository.

A finding never holds the secret itself, only what it is, where it is, and a fingerprint.
"""

from __future__ import annotations

from pennydrop.golive.secret_search.finding import Finding
from pennydrop.golive.secret_search.text import find_secrets

__all__ = ["Finding", "find_secrets"]
