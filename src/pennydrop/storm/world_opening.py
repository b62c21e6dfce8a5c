"""Stripe in trouble when a Checkout is to be opened: the customer is told so by the shop, and tries again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pennydrop.eventually import eventually
from pennydrop.gateway.trouble import OPEN_CHECKOUT, SLOW
from pennydrop.storm.browser_forms import ShopForms, session_in
from pennydrop.storm.disturbance import Disturbance

if TYPE_CHECKING:
    from playwright.sync_api import APIResponse, Page, Route

    from pennydrop.gateway.trouble import Trouble, TroubleDesk
    from pennydrop.storm.disturbance import Scene
    from pennydrop.vocabulary.cast import Person
    from pennydrop.vocabulary.purchase import Visit


class TurnedAway(Disturbance):
    """Base of those in which a buyer's first attempt fails, however often the site asks, and the next one works."""

    def __init__(self) -> None:
        self._trouble: Trouble | None = None
        self._answers, self._session = 0, ""
        self._troubled: set[str] = set()

    def order(self, desk: TroubleDesk, buyer: Person) -> Trouble:
        """What is wrong with Stripe."""
        raise NotImplementedError

    def before_checkout(self, scene: Scene, buyer: Person) -> None:
        if buyer.email in self._troubled:
            return
        self._troubled.add(buyer.email)
        self._answers, self._session = 0, ""
        self._trouble = scene.until_the_end.enter_context(self.order(scene.trouble_desk, buyer))
        self._forms = ShopForms(scene, self._note)

    def turned_away(self, scene: Scene, buyer: Person, page: Page) -> bool:
        trouble, self._trouble = self._trouble, None
        if trouble is None:
            return False
        eventually(
            "the shop has answered what Stripe refused",
            lambda: self._is_answered(page, trouble),
            patience=scene.settings.patience,
        )
        met = trouble.met
        trouble.end()
        self._forms.over()
        page.wait_for_load_state("domcontentloaded")
        if self._session:
            return False
        scene.tell(f"{met} of {buyer.first_name}'s requests for a Checkout failed; the customer tried again")
        return True

    def _is_answered(self, page: Page, trouble: Trouble) -> bool:
        """Whether the shop has answered the button that leads to Checkout; other forms may be sent before it."""
        # What the browser does is only heard of while Playwright is being asked something.
        page.context.cookies()
        return bool(self._session) or (self._answers > 0 and trouble.met > 0)

    def _note(self, answer: APIResponse, route: Route) -> APIResponse:
        self._answers += 1
        self._session = session_in(answer)
        return answer


class Stripe500(TurnedAway):
    """Nothing was opened."""

    name = "stripe-500"
    story = "Stripe answers with a server error when the first Checkout is to be opened."

    def order(self, desk: TroubleDesk, buyer: Person) -> Trouble:
        return desk.refuse(OPEN_CHECKOUT, buyer.email, "Stripe is out of order.", 500)


class Stripe429(TurnedAway):
    """Nothing was opened, and the official client does not ask again by itself."""

    name = "stripe-429"
    story = "Stripe answers that it is asked too much when the first Checkout is to be opened."

    def order(self, desk: TroubleDesk, buyer: Person) -> Trouble:
        return desk.refuse(OPEN_CHECKOUT, buyer.email, "Request rate limit exceeded.", 429)


class StripeLostAnswer(TurnedAway):
    """The Checkouts that nobody has the address of stay open, and nobody pays them."""

    name = "stripe-lost-answer"
    story = "Stripe opens the first Checkout and answers with a server error all the same."

    def order(self, desk: TroubleDesk, buyer: Person) -> Trouble:
        return desk.lose_answer(OPEN_CHECKOUT, buyer.email)


class StripeTimeout(Disturbance):
    """No client of Stripe's gives up so early; one that does is the site's own doing."""

    name = "stripe-timeout"
    story = f"Stripe takes {SLOW} seconds longer to open each Checkout."

    def __init__(self) -> None:
        self._orders: dict[str, Trouble] = {}

    def before_checkout(self, scene: Scene, buyer: Person) -> None:
        if buyer.email not in self._orders:
            order = scene.trouble_desk.delay(OPEN_CHECKOUT, buyer.email, SLOW)
            self._orders[buyer.email] = scene.until_the_end.enter_context(order)

    def at_checkout(self, scene: Scene, visit: Visit) -> None:
        if visit.buyer.email in self._orders:
            scene.tell(f"kept the shop waiting {SLOW} s for {visit.session_id}")


DISTURBANCES: tuple[type[Disturbance], ...] = (Stripe500, Stripe429, StripeTimeout, StripeLostAnswer)
