"""The sentences that are particular to recorder-ed. What every shop needs comes from ``pennydrop.vocabulary``."""

from __future__ import annotations
