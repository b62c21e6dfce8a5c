"""The parts of a shop that another shop may not have, and how it is found out whether this one does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from pennydrop.errors import LedgerMismatch, SiteUnreachable

if TYPE_CHECKING:
    from pennydrop.settings import Settings

NOT_FOUND = 404
PATIENCE = 10.0  # seconds


@dataclass(frozen=True)
class Module:
    """Features with the ``tag`` need these ``tables`` and, if there is one to ask, this ``address``.

    ``address`` is a path that the module answers to anybody with anything but 404; a log-in page will do.
    """

    tag: str
    tables: tuple[str, ...]
    address: str | None = None


class Offering:
    """What the site offers of the ``modules`` a suite has declared. Each is looked for once."""

    def __init__(
        self, modules: Sequence[Module], missing: Callable[[Sequence[str]], list[str]], status: Callable[[str], int]
    ) -> None:
        """``missing`` picks the tables that are not there, ``status`` is what an address answers."""
        self._modules = {module.tag: module for module in modules}
        self._missing, self._status = missing, status
        self._reasons: dict[str, str | LedgerMismatch] = {}

    @classmethod
    def of_site(cls, modules: Sequence[Module], settings: Settings) -> Offering:
        """Looks in the site's database and asks the site itself."""
        return cls(modules, partial(_missing_tables, settings), partial(_status, settings.site))

    @property
    def absent(self) -> frozenset[str]:
        """The tags of the modules that the site does not offer; see :meth:`why_not`."""
        return frozenset(tag for tag in self._modules if self.why_not(tag))

    def why_not(self, tag: str) -> str:
        """What was looked for and not found; empty where the site offers the module, or ``tag`` is no module's.

        ``LedgerMismatch`` when half of it is there: that is a fault of the site, or the site calls a table otherwise.
        """
        if tag not in self._modules:
            return ""
        if tag not in self._reasons:
            self._reasons[tag] = self._look_for(self._modules[tag])
        reason = self._reasons[tag]
        if isinstance(reason, LedgerMismatch):
            raise reason
        return reason

    def _look_for(self, module: Module) -> str | LedgerMismatch:
        missing = self._missing(module.tables)
        status = self._status(module.address) if module.address else None
        lacks_all, lacks_none = len(missing) == len(module.tables), not missing
        if lacks_none and status != NOT_FOUND:
            return ""
        there = [table for table in module.tables if table not in missing]
        found = [f"no table {table}" for table in missing] + [f"table {table} is there" for table in there]
        if module.address:
            found.append(f"{module.address} answers {status}")
        if lacks_all and status in (None, NOT_FOUND):
            return ", ".join(found)
        return LedgerMismatch(
            f"half of what @{module.tag} is about is there: {', '.join(found)}. A site without it lacks every table and"
            " answers 404; if this one only calls a table otherwise, say so in PENNYDROP_TABLE_NAMES"
        )


def _missing_tables(settings: Settings, tables: Sequence[str]) -> list[str]:
    from pennydrop.ledger import Names
    from pennydrop.ledger.reader import Reader

    reader = Reader(settings.database, names=Names(settings.table_names, settings.column_names))
    try:
        return [table for table in tables if not reader.has_table(table)]
    finally:
        reader.close()


def _status(site: str, address: str) -> int:
    from requests import RequestException

    from pennydrop.stack.probes import get

    try:
        return get(site + address, timeout=PATIENCE).status_code
    except RequestException as silence:
        raise SiteUnreachable(f"{site}{address} does not answer ({silence}); is the site running?") from silence
