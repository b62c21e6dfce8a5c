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
        engine = reading_engine(self.settings.database)
        try:
            with explaining(self.settings.database), engine.connect() as connection:
                self.summary = f"{product(connection)} at {self.url}"
        finally:
            engine.dispose()
