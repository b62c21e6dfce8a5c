"""What a kind of discrepancy is: a sentence, the query that finds its rows, and what to think of first."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """``query`` selects ``id, moment, stripe, ledger``: what to diagnose, the moment, and what either side says.

    ``says`` is what is wrong, in one sentence; ``cause`` what is likely to have caused it. One fault is one finding:
    a query leaves out what another kind already tells of the same payment.
    """

    id: str
    says: str
    cause: str
    query: str
