"""A local Stripe: the official SDK and CLI talk to it over HTTP. ``python -m pennydrop.emulator`` starts it."""
