"""The site's database, seen from outside: how Givens write to it and what Thens read from it.

Start with :class:`Ledger`. Tables are reflected, so no model of the site is needed or imported.
"""

from __future__ import annotations

from pennydrop.ledger.fill import Defaults
from pennydrop.ledger.ledger import Ledger
from pennydrop.ledger.names import Names
from pennydrop.ledger.passwords import django_password_hash
from pennydrop.ledger.rows import NotAnAmount, Row
from pennydrop.ledger.writer import Book

__all__ = ["Book", "Defaults", "Ledger", "Names", "NotAnAmount", "Row", "django_password_hash"]
