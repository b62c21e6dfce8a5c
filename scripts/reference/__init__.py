"""Tables in the documentation that are written by the code they describe: ``python -m scripts.reference``."""

from __future__ import annotations
