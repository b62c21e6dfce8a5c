"""Everything there is: the accounts, the time, and the events that wait to be delivered."""

from __future__ import annotations

from collections.abc import Iterable

from pennydrop.emulator.core.account import Account
from pennydrop.emulator.core.clock import Clock, Timers
from pennydrop.emulator.core.event_log import EventLog, Outgoing
from pennydrop.emulator.core.faults import Faults
from pennydrop.emulator.core.ids import Ids
from pennydrop.emulator.core.journal import Journal
from pennydrop.emulator.core.keys import Keys
from pennydrop.emulator.core.request_info import RequestInfo
from pennydrop.emulator.core.transaction import Transaction
from pennydrop.emulator.settings import EmulatorSettings


class World:
    """The state of one emulator."""

    def __init__(self, settings: EmulatorSettings) -> None:
        self.settings = settings
        self.ids = Ids(settings.seed)
        self.clock = Clock()
        self.timers = Timers(self.clock)
        self.events = EventLog()
        self.outbox: list[Outgoing] = []
        self.requests = Journal()
        self.deliveries = Journal()
        self.faults = Faults()
        self.keys = Keys()
        self._accounts: dict[str, Account] = {}

    def account(self, key: str) -> Account:
        """The account whose keys end with ``key``; it is opened on first use."""
        if key not in self._accounts:
            settings = self.settings
            ids = Ids(f"{settings.seed}/{key}" if settings.seed else None, live=settings.live)
            self._accounts[key] = Account(
                key, settings.account_name, settings.api_version, ids, settings.live, settings.signing_secret
            )
        return self._accounts[key]

    def account_called(self, name: str | None) -> Account | None:
        """The account of this key ending or id; without a name the only one there is."""
        fits = [each for each in self._accounts.values() if name is None or name in (each.key, each.id)]
        return fits[0] if len(fits) == 1 else None

    def accounts(self) -> Iterable[Account]:
        return self._accounts.values()

    def transaction(self, account: Account, request: RequestInfo | None = None) -> Transaction:
        """Change an account's state: ``with world.transaction(account) as tx:``."""
        return Transaction(self, account, request or RequestInfo())
