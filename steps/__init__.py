"""The sentences that are particular to recorder-ed. What every shop needs comes from ``pennydrop.vocabulary``."""

from __future__ import annotations

# For the ``pytest_plugins`` of a conftest.
PLUGINS = [
    "steps.people",
    "steps.shopping",
    "steps.lessons",
    "steps.workshops",
    "steps.courses",
    "steps.books",
    "steps.finance",
]
