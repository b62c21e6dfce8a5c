"""Closing the books: what Stripe, the ledger, the mailbox and the browser say of a scenario has to agree."""
