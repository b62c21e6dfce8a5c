"""``pennydrop reconcile``: what Stripe says of the money against what the ledger says of it."""
