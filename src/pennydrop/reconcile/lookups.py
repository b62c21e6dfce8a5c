"""Ids in the ledger that no list of the period has: Stripe is asked about each of them, before anybody is accused."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import duckdb

from pennydrop.gateway.pages import Pages
from pennydrop.reconcile.spool import Spool

MOST = 2000
"""One request for each: a ledger with more of them is not one that a few late messages have upset."""
Told = Callable[[str, int], None]
CANDIDATES = """
SELECT DISTINCT id FROM (SELECT id FROM orphan UNION ALL SELECT id FROM unbought) ANTI JOIN known USING (id)
WHERE id LIKE 'pi\\_%' ESCAPE '\\' OR id LIKE 'cs\\_%' ESCAPE '\\' ORDER BY id
"""


def look_up(connection: duckdb.DuckDBPyConnection, pages: Pages, spool: Spool, told: Told) -> int:
    """Add to the table ``known`` what Stripe says of the others; how many it was not asked about."""
    ids = [row[0] for row in connection.execute(CANDIDATES).fetchall()]
    asked = ids[spool.progress("known").rows : MOST]
    with spool.appending("known") as page:
        for id in asked:
            page.write([[id, _state(pages, id)]])
            page.save()
            told("known", page.progress.rows)
        page.save(complete=True)
    columns = "{'id': 'VARCHAR', 'paid': 'BOOLEAN'}"
    path = str(spool.path("known")).replace("'", "''")
    connection.execute(
        f"INSERT INTO known FROM read_csv('{path}', header = false, auto_detect = false, columns = {columns},"
        " nullstr = '') WHERE paid IS NOT NULL"
    )
    return max(0, len(ids) - MOST)


def _state(pages: Pages, id: str) -> bool | None:
    """Whether it was paid; ``None`` for what Stripe does not know."""
    if id.startswith("pi_"):
        intent = pages.find(f"/v1/payment_intents/{quote(id, safe='')}")
        return None if intent is None else bool(intent["status"] == "succeeded")
    session = pages.find(f"/v1/checkout/sessions/{quote(id, safe='')}")
    return None if session is None else bool(session["payment_status"] == "paid")
