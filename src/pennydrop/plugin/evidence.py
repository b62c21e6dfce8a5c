"""What a scenario is about, and what can be told about it when it fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

Lines = str | list[str]


@dataclass
class Correlation:
    """The names under which a scenario's traces are found elsewhere, in the order they became known."""

    emails: list[str] = field(default_factory=list)
    sessions: list[str] = field(default_factory=list)
    payment_intents: list[str] = field(default_factory=list)

    @property
    def identifiers(self) -> list[str]:
        """All of them."""
        return [*self.emails, *self.sessions, *self.payment_intents]


@runtime_checkable
class Witness(Protocol):
    """A fixture with this method is asked when a scenario that used it fails; the answer goes into the report."""

    def evidence(self, about: Correlation) -> Lines: ...


class Evidence:
    """The scenario's file: steps add what they learn, the report reads it after a failure."""

    def __init__(self) -> None:
        self.correlation = Correlation()
        self.contributions: list[tuple[str, Callable[[], Lines]]] = []
        self._contexts: list[BrowserContext] = []

    def about(self, *, email: str | None = None, session: str | None = None, payment_intent: str | None = None) -> None:
        """Note a customer's address, a Checkout Session or a PaymentIntent that belongs to this scenario."""
        known = self.correlation
        for value, names in (
            (email, known.emails),
            (session, known.sessions),
            (payment_intent, known.payment_intents),
        ):
            if value and value not in names:
                names.append(value)

    def contribute(self, title: str, tell: Callable[[], Lines]) -> None:
        """Call ``tell`` if the scenario fails and show what it returns under ``title``."""
        self.contributions.append((title, tell))

    def watch(self, context: BrowserContext) -> None:
        """Photograph the pages of this browser context if the scenario fails."""
        self._contexts.append(context)

    @property
    def pages(self) -> list[Page]:
        """The open pages of the scenario's people."""
        return [page for context in self._contexts for page in context.pages]
