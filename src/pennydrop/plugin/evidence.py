"""What a scenario is about, and who can tell something about it when it fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

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


class Witness(Protocol):
    """A fixture whose class has this method is asked when a scenario that used it fails."""

    def evidence(self, about: Correlation) -> Lines:
        """What there is to tell, for the report: a text or a list of lines."""
        ...


class Evidence:
    """The file of one scenario: steps add what they learn, the report reads it after a failure."""

    def __init__(self) -> None:
        self.correlation = Correlation()
        self.contributions: list[tuple[str, Callable[[], Lines]]] = []
        self._contexts: list[BrowserContext] = []
        self._interested: list[Callable[[BrowserContext], None]] = []

    def about(self, *, email: str | None = None, session: str | None = None, payment_intent: str | None = None) -> None:
        """Note a customer's address, a Checkout Session or a PaymentIntent that belongs to this scenario."""
        known = self.correlation
        _note(email, known.emails)
        _note(session, known.sessions)
        _note(payment_intent, known.payment_intents)

    def contribute(self, title: str, tell: Callable[[], Lines]) -> None:
        """Call ``tell`` if the scenario fails, and show what it returns under ``title``."""
        self.contributions.append((title, tell))

    def watch(self, context: BrowserContext) -> None:
        """Photograph the pages of this browser context if the scenario fails."""
        self._contexts.append(context)
        for tell in self._interested:
            tell(context)

    def each_browser(self, do: Callable[[BrowserContext], None]) -> None:
        """Call ``do`` with every browser context of the scenario, now or when it is opened."""
        self._interested.append(do)
        for context in self._contexts:
            do(context)

    @property
    def pages(self) -> list[Page]:
        """The open pages of the scenario's people."""
        return [page for context in self._contexts for page in context.pages]


def _note(value: str | None, known: list[str]) -> None:
    if value and value not in known:
        known.append(value)
