"""What a disturbance is, and what it is given to disturb with."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from playwright.sync_api import BrowserContext, Page

    from pennydrop.gateway import Gateway
    from pennydrop.gateway.trouble import TroubleDesk
    from pennydrop.ledger import Ledger
    from pennydrop.mailbox.gate.client import MailGate
    from pennydrop.relay.client import Relay
    from pennydrop.sameness import EndState
    from pennydrop.settings import Settings
    from pennydrop.stack import Stack
    from pennydrop.stack.site_process import SiteProcess
    from pennydrop.storm.outcome import Like, Outcome
    from pennydrop.vocabulary.cast import Cast, Person
    from pennydrop.vocabulary.purchase import Purchase, Visit


class Scene:
    """The scenario being disturbed. Parts a run does not have leave the scenario out, with the reason."""

    def __init__(self, request: pytest.FixtureRequest) -> None:
        self._request = request
        self.told: list[str] = []
        self.until_the_end = ExitStack()

    def tell(self, what: str) -> None:
        """Note something the disturbance did, for the report: ``held payment_intent.succeeded evt_1``.

        A disturbance that has told nothing by the end of the scenario did not apply to it.
        """
        self.told.append(what)

    @property
    def settings(self) -> Settings:
        found: Settings = self._part("settings")
        return found

    @property
    def gateway(self) -> Gateway:
        found: Gateway = self._part("gateway")
        return found

    @property
    def relay(self) -> Relay:
        found: Relay = self._part("relay")
        return found

    @property
    def ledger(self) -> Ledger:
        found: Ledger = self._part("ledger")
        return found

    @property
    def stack(self) -> Stack:
        found: Stack = self._part("stack")
        return found

    @property
    def cast(self) -> Cast:
        found: Cast = self._part("cast")
        return found

    @property
    def purchase(self) -> Purchase:
        found: Purchase = self._part("purchase")
        return found

    @property
    def mail_gate(self) -> MailGate:
        found: MailGate = self._part("mail_gate")
        return found

    @property
    def trouble_desk(self) -> TroubleDesk:
        found: TroubleDesk = self._part("trouble_desk")
        return found

    def end_state(self, like: Like) -> EndState:
        """What there is of the scenario's people now, rows, mails and payments, to be held against a state ``like``."""
        found: EndState = self._part("end_state")(like)
        return found

    def each_browser(self, do: Callable[[BrowserContext], None]) -> None:
        """Call ``do`` with every browser of the scenario's people, also with those that are opened later."""
        self._part("evidence").each_browser(do)

    @property
    def site_process(self) -> SiteProcess:
        found: SiteProcess = self._part("site_process")
        return found

    def _part(self, fixture: str) -> Any:
        return self._request.getfixturevalue(fixture)


class Disturbance:
    """Something that real life does to a purchase, told of its moments by :class:`~pennydrop.vocabulary.Purchase`.

    ``name`` is its word in ids and in Gherkin (``reorder``), ``story`` the sentence a report begins with, ``tags``
    the scenarios it can concern (``purchase``, ``refund``), ``outcome`` what it leads to if that is by design not the
    same as undisturbed. It can do nothing where no payment has ``needs_events`` messages to the site. A method that is
    not overridden leaves its moment alone. One instance lives as long as one scenario.
    """

    name: ClassVar[str] = "undisturbed"
    story: ClassVar[str] = "Nothing is disturbed."
    tags: ClassVar[frozenset[str]] = frozenset({"purchase", "refund"})
    outcome: ClassVar[Outcome | None] = None
    needs_events: ClassVar[int] = 0

    def begin(self, scene: Scene) -> None:
        """From now on: at the beginning of the scenario, or in a Given that names it. May be called again."""

    def before_checkout(self, scene: Scene, buyer: Person) -> None:
        """The buyer is about to be led through the shop to Checkout."""

    def turned_away(self, scene: Scene, buyer: Person, page: Page) -> bool:
        """The buyer has pressed the shop's last button. True if that led nowhere, and the way is to be gone again."""
        return False

    def at_checkout(self, scene: Scene, visit: Visit) -> None:
        """Checkout is open and nothing has been paid in it."""

    def returning(self, scene: Scene, visit: Visit) -> None:
        """The card was submitted; Stripe takes the money and sends the browser back. It may not have left yet."""

    def returned(self, scene: Scene, visit: Visit) -> None:
        """The browser is back at the shop."""

    def answering(self, scene: Scene) -> None:
        """A Then is about to wait until the site has answered everything: let go of what is held back."""

    def answered(self, scene: Scene) -> bool:
        """The site has answered everything so far. True if more was sent now, which is waited for as well."""
        return False

    def ending(self, scene: Scene) -> None:
        """All steps of the scenario have passed. What happens now is judged by the books and by the end state."""
