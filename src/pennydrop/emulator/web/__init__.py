"""The emulator as an ASGI application."""
