"""What customers do on the way to Checkout and in it: they are impatient, curious, or there twice.

A cart that changes while Checkout is open is no disturbance of the storm: what is sold, and how it is put in a cart, is
the suite's to say. It has scenarios of its own for that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pennydrop.checkout import HostedCheckout, card
from pennydrop.storm.browser_forms import ShopForms, send, session_in
from pennydrop.storm.browser_promise import changes_nothing
from pennydrop.storm.disturbance import Disturbance
from pennydrop.storm.outcome import Differs, Outcome

if TYPE_CHECKING:
    from playwright.sync_api import APIResponse, Route

    from pennydrop.storm.disturbance import Scene
    from pennydrop.vocabulary.cast import Person
    from pennydrop.vocabulary.purchase import Visit


class SuccessEarly(Disturbance):
    """The address is no secret: it stands in the history of whoever has bought here before."""

    name = "success-early"
    story = "The customer types the address of the success page before paying, and then pays."

    def at_checkout(self, scene: Scene, visit: Visit) -> None:
        address = scene.gateway.payment(visit.session_id).success_url
        if address is None:
            return
        tab = visit.page.context.new_page()
        changes_nothing(scene, tab, address)
        tab.close()
        scene.tell(f"opened the success page of {visit.session_id} before anything was paid")


class DoubleClick(Disturbance):
    """The browser follows the answer to the second click. The Checkout of the first one is never seen by anybody."""

    name = "double-click"
    story = "The shop's last button is pressed twice, and the shop gets the order twice."

    def __init__(self) -> None:
        self._forms: ShopForms | None = None
        self._first: list[str] = []

    def before_checkout(self, scene: Scene, buyer: Person) -> None:
        self._forms = self._forms or ShopForms(scene, self._again)

    def at_checkout(self, scene: Scene, visit: Visit) -> None:
        first, self._first = self._first, []
        for session_id in first:
            if session_id != visit.session_id:  # a shop may well see that both clicks are one
                scene.purchase.follow(visit.buyer, session_id)
            scene.tell(f"pressed the button twice: {session_id}, which was left alone, and {visit.session_id}")

    def _again(self, answer: APIResponse, route: Route) -> APIResponse:
        session_id = session_in(answer)
        if not session_id:
            return answer
        self._first.append(session_id)
        return send(route)


class TwoCheckouts(Disturbance):
    """The scenario goes on in the newer Checkout. The older one is paid at the end, if the shop has left it open."""

    name = "two-checkouts"
    story = "The customer opens Checkout for the same cart twice, and pays in both."
    tags = frozenset({"purchase"})
    outcome = Outcome(
        means="everything is delivered once, the second payment goes back in full, and the customer is told",
        differs=(
            Differs(
                "a second payment that was returned", r"^payment at Stripe: only disturbed: (\S+) paid, \1 refunded"
            ),
            Differs("a mail about the money that comes back", r"^mail.*: only disturbed: .*refund"),
            Differs(
                "records of the second payment and of its refund",
                r"^(?!mail|payment at).*: only disturbed: ",
                optional=True,
            ),
        ),
        suspends={2: "the second payment bought nothing, so nobody confirms it; sameness looks at every mail"},
    )

    def __init__(self) -> None:
        self._older: Visit | None = None
        self._pairs: list[tuple[Visit, Visit]] = []

    def at_checkout(self, scene: Scene, visit: Visit) -> None:
        if self._older:
            older, self._older = self._older, None
            self._pairs.append((older, visit))
        elif visit.goods:
            self._older = visit
            scene.purchase.open_checkout(visit.goods, visit.buyer)

    def ending(self, scene: Scene) -> None:
        for older, newer in self._pairs:
            paid = scene.gateway.payment(newer.session_id)
            if paid.paid and paid.kept == paid.amount.minor:
                self._pay(scene, older, newer)

    def _pay(self, scene: Scene, older: Visit, newer: Visit) -> None:
        page = newer.page.context.new_page()
        page.goto(scene.gateway.payment(older.session_id).url or "")
        checkout = HostedCheckout(page)
        if not checkout.is_open():
            return
        checkout.pay_with(card("Visa"))
        page.wait_for_url(f"{scene.settings.site}/**", wait_until="domcontentloaded")
        page.close()
        scene.tell(f"paid in {newer.session_id}, and at the end in {older.session_id}, which was opened before it")
        scene.purchase.something_happened()
        scene.purchase.settle()


DISTURBANCES: tuple[type[Disturbance], ...] = (SuccessEarly, DoubleClick, TwoCheckouts)
