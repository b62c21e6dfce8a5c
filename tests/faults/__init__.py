"""Deliberate bugs in the reference site, and the proof that the suite catches each of them.

A fault is a module in ``seeded/``: its docstring tells how real sites come to have it, ``FAMILY`` is the kind of
fault, ``SCENARIOS`` where it should be caught first, and ``seed()`` breaks the running site. The site's own code knows
nothing of it: gunicorn imports the module that ``PENNYDROP_SEEDED_FAULT`` names once the site is loaded.
"""

from __future__ import annotations
