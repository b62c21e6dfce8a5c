"""A made-up shop, both of its sides, and the question whether they agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url

from pennydrop.gateway.pages import Pages
from pennydrop.reconcile.question import Question
from pennydrop.reconcile.result import Finding, Reconciliation
from pennydrop.reconcile.run import reconciled
from pennydrop.reconcile.spool import Spool
from pennydrop.settings import Settings, load_settings
from tests.reconcile.api import Stripe, serving
from tests.reconcile.books import write
from tests.reconcile.world import Fault, Shop

CHART = "tests.reconcile.chart:CHART"
SIZE = 480


@dataclass
class Site:
    """A shop with its API and its database."""

    shop: Shop
    stripe: Stripe
    settings: Settings
    folder: Path

    @property
    def question(self) -> Question:
        return Question(self.shop.since, self.shop.now, self.shop.now)

    def change(self, *statements: sa.Executable) -> None:
        """Put into the database what no sale of the shop has brought."""
        engine = sa.create_engine(self.settings.database)
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(statement)
        engine.dispose()

    def reconcile(
        self, pages: Pages | None = None, question: Question | None = None
    ) -> tuple[Reconciliation, list[Finding]]:
        """What is found, read before the engine is closed."""
        with (
            Spool.open(self.folder / "spool", question or self.question) as spool,
            reconciled(self.settings, spool, lambda name, count: None, pages) as found,
        ):
            return found, list(found.findings())


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Callable[..., Site]]:
    """A function that makes a shop with these faults, by the number of the sale."""
    with ExitStack() as stack:

        def make(
            faults: Mapping[int, Fault] | None = None, *, size: int = SIZE, url: URL | None = None, **settings: Any
        ) -> Site:
            shop = Shop(size, faults or {})
            stripe = stack.enter_context(serving(Stripe(shop)))
            database = url or make_url(f"sqlite:///{tmp_path / 'books.sqlite3'}")
            write(shop, database)
            chosen = {
                "stripe_api_base": stripe.url,
                "database_url": database.render_as_string(hide_password=False),
                "state_dir": tmp_path / "state",
                "golive": {"chart": CHART},
                **settings,
            }
            return Site(shop, stripe, load_settings(**chosen), tmp_path)

        yield make


GRACE = timedelta(minutes=15)
