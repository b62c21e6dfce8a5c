"""The site's database, seen to open."""

from __future__ import annotations

from pennydrop.ledger.engine import product, reading_engine
from pennydrop.ledger.trouble import explaining
from pennydrop.settings import Settings
from pennydrop.stack.part import Part


class Database(Part):
    """The database at ``settings.database``, once the site has made it."""

    label = "database"
    after = frozenset({"site"})

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings, settings.database.render_as_string())

    def start(self) -> None:
        self.summary = f"{ask_product(self.settings)} at {self.url}"


def ask_product(settings: Settings) -> str:
    """``PostgreSQL 15.18``: proof that the database opens. ``DatabaseUnreachable`` says why it does not."""
    engine = reading_engine(settings.database)
    try:
        with explaining(settings.database), engine.connect() as connection:
            return product(connection)
    finally:
        engine.dispose()
