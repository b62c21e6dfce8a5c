"""Pennydrop: end-to-end payment tests in Gherkin, from the Pay button to the ledger."""

from __future__ import annotations

__version__ = "0.1.0"
