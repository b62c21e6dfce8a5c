"""Every kind of discrepancy that ``pennydrop reconcile`` looks for."""

from __future__ import annotations

from pennydrop.reconcile.kinds import KINDS
from scripts.reference.table import markdown_table


def render() -> str:
    """One row for each, in the order in which they are told."""
    rows = [(f"`{kind.id}`", kind.says, kind.cause) for kind in KINDS]
    return markdown_table(("kind", "what is wrong", "likely"), rows)
