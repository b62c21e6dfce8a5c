"""Closing the books: after every scenario, what Stripe, the ledger, the mails, the webhook and the browsers say of its
people has to agree.

A suite says in a :class:`~pennydrop.bookkeeping.chart.Chart` which tables hold what; ``rules/`` is what is checked,
one module a theme; ``Bookkeeper`` in ``bookkeeper`` closes the books of one scenario.
"""

from __future__ import annotations
