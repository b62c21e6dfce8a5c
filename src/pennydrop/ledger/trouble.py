"""What the database driver says, in words that tell the reader what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import URL
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, InternalError, NotSupportedError, ProgrammingError

from pennydrop.errors import DatabaseUnreachable, LedgerMismatch

# The database understood us and said no; everything else means that we cannot work with it at all.
_REFUSALS = (DataError, IntegrityError, InternalError, NotSupportedError, ProgrammingError)
_BUSY = ("locked", "lock timeout", "lock wait timeout", "deadlock")


@contextmanager
def explaining(url: URL, table: str | None = None) -> Iterator[None]:
    """Turn driver errors into ``DatabaseUnreachable`` or, for a refused row, ``LedgerMismatch`` naming ``table``."""
    try:
        yield
    except _REFUSALS as refusal:
        raise LedgerMismatch(f"{table or 'the database'}: refused with {_said(refusal)!r}") from refusal
    except DBAPIError as trouble:
        raise DatabaseUnreachable(_unreachable(url, _said(trouble))) from trouble


def _unreachable(url: URL, said: str) -> str:
    shown = url.render_as_string()
    if any(word in said.lower() for word in _BUSY):
        return (
            f"{shown} stayed locked ({said}). Somebody holds a transaction open: a Given must finish before the browser"
            " moves, and a Django site on SQLite needs OPTIONS {'timeout': 20, 'transaction_mode': 'IMMEDIATE'}"
        )
    if url.get_backend_name() == "sqlite":
        check = "check the path, and that the site has been started or migrated once"
    else:
        check = "check that the server runs there, and user, password and database name"
    return f"cannot open the site's database {shown} ({said}): {check}. PENNYDROP_DATABASE_URL names another one"


def _said(error: DBAPIError) -> str:
    """The driver's own words on one line: PostgreSQL puts the offending value on a second one (DETAIL)."""
    return " ".join(str(error.orig).split())
