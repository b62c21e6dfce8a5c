"""Stripe's protocol: form encoding, authentication, errors, idempotency, expansion, lists."""
