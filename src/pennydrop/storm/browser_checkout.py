"""What customers do on the way to Checkout and in it: they are impatient, curious, or there twice.

A cart that changes while Checkout is open is no disturbance of the storm: what is sold, and how it is put in a cart, is
the suite's to say. It has scenarios of its own for that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pennydrop.storm.browser_forms import ShopForms, send, session_in
from pennydrop.storm.disturbance import Disturbance

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
        if address:
            tab = visit.page.context.new_page()
            tab.goto(address)
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


DISTURBANCES: tuple[type[Disturbance], ...] = (SuccessEarly, DoubleClick)
