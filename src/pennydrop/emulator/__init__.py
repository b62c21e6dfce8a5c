"""A local Stripe: the official SDK and the official CLI talk to it over HTTP. Start it with ``python -m pennydrop.emulator``."""
