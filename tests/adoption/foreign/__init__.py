"""Somebody else's site: the reference site with columns, a name and settings of its own."""
