"""A small mail catcher with Mailpit's REST API, for machines without Mailpit: SMTP in, JSON out, all in memory."""
