"""Brings events to those who want them: CLI sessions over a websocket, webhook endpoints over HTTP."""
