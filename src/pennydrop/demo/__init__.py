"""The reference site: a small music-teaching shop that takes money through Stripe Checkout, in plain Django."""
