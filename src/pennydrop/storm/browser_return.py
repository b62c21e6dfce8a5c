"""What browsers do on the way back from Checkout: they never arrive, arrive twice, or are not known any more.

The story of each of these is over when the shop has heard of the payment; whatever the browser did meanwhile, what
Stripe has confirmed is paid.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pennydrop.storm.browser_door import Door
from pennydrop.storm.browser_promise import changes_nothing
from pennydrop.storm.disturbance import Disturbance

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

    from pennydrop.storm.disturbance import Scene
    from pennydrop.vocabulary.purchase import Visit


class AtTheDoor(Disturbance):
    """Base of those that happen between Checkout and the shop."""

    def __init__(self) -> None:
        self._doors: dict[str, Door] = {}

    def at_checkout(self, scene: Scene, visit: Visit) -> None:
        self._doors[visit.session_id] = Door(scene, visit, lambda: self.meet(scene, visit))

    def returning(self, scene: Scene, visit: Visit) -> None:
        door = self._doors.get(visit.session_id)
        if door and door.has_met_a_payer():
            del self._doors[visit.session_id]
            self.met(scene, visit)

    def meet(self, scene: Scene, visit: Visit) -> bool:
        """Stripe has taken the money, and the browser is about to ask for the return page. False if it is not to."""
        return True

    def met(self, scene: Scene, visit: Visit) -> None:
        """The same a moment later, when the click on Stripe's button is done."""


class TabClosed(AtTheDoor):
    """The return page is looked at when the site has heard of the payment, as customers do who look for a receipt."""

    name = "tab-closed"
    story = "The tab is closed right after paying, before the shop is back; the customer goes on in a new one."

    def __init__(self) -> None:
        super().__init__()
        self._gone: list[Visit] = []

    def meet(self, scene: Scene, visit: Visit) -> bool:
        return False

    def met(self, scene: Scene, visit: Visit) -> None:
        context = visit.page.context
        visit.page.close()
        scene.purchase.go_on_in(context.new_page())
        self._gone.append(visit)
        scene.tell(f"closed the tab of {visit.session_id} when Stripe had taken the money, before the shop was back")

    def answered(self, scene: Scene) -> bool:
        gone, self._gone = self._gone, []
        for visit in gone:
            page = visit.page.context.pages[-1]
            if page.url == "about:blank":  # else the customer has gone on by now
                changes_nothing(scene, page, _return_page(scene, visit))
        return bool(gone)


class SessionLost(AtTheDoor):
    """Signing in again is getting the cookies back: the site's form to log in is no part of this."""

    name = "session-lost"
    story = "The shop no longer knows the browser that comes back from paying; the customer signs in again afterwards."

    def __init__(self) -> None:
        super().__init__()
        self._lost: dict[str, Any] = {}

    def meet(self, scene: Scene, visit: Visit) -> bool:
        context = visit.page.context
        self._lost[visit.session_id] = context.cookies(scene.settings.site)
        _forget(context, self._lost[visit.session_id])
        return True

    def returned(self, scene: Scene, visit: Visit) -> None:
        cookies = self._lost.pop(visit.session_id, None)
        if cookies is None:
            return
        shown = visit.page.url
        visit.page.context.add_cookies(cookies)
        visit.page.goto(_return_page(scene, visit))
        scene.tell(f"came back from {visit.session_id} without cookies, was led to {shown}, and signed in again")


class AfterPaying(Disturbance):
    """Base of those that happen when the browser is back from a payment, and again when the site has heard of it."""

    def __init__(self) -> None:
        self._back: list[Visit] = []

    def returned(self, scene: Scene, visit: Visit) -> None:
        if scene.gateway.payment(visit.session_id).paid:
            self._back.append(visit)
            self.back(scene, visit)

    def answered(self, scene: Scene) -> bool:
        back, self._back = self._back, []
        for visit in back:
            self.heard(scene, visit)
        return bool(back)

    def back(self, scene: Scene, visit: Visit) -> None:
        """The browser shows the return page of a payment."""

    def heard(self, scene: Scene, visit: Visit) -> None:
        """The site has answered everything about the payment. The customer may be anywhere by now."""


class ReturnTwice(AfterPaying):
    """Before the site has heard of the payment, if it is slow to, and after."""

    name = "return-twice"
    story = "The page that Stripe leads back to is loaded again, and once more when the site has heard of the payment."

    def back(self, scene: Scene, visit: Visit) -> None:
        visit.page.reload(wait_until="domcontentloaded")
        scene.tell(f"loaded the return page of {visit.session_id} again")

    def heard(self, scene: Scene, visit: Visit) -> None:
        _look_at(visit, _return_page(scene, visit))
        scene.tell(f"loaded the return page of {visit.session_id} once more, in a tab of its own")


class BackButton(AfterPaying):
    """Two steps back: to Checkout, which is closed now, and to the page of the shop before it; then forward again."""

    name = "back-button"
    story = "After paying the customer presses the back button, past Checkout to the shop, and returns."

    def back(self, scene: Scene, visit: Visit) -> None:
        page, arrived = visit.page, visit.page.url
        seen = [page.url for _ in range(2) if page.go_back(wait_until="domcontentloaded")]
        while page.url != arrived and page.go_forward(wait_until="domcontentloaded"):
            pass
        if page.url != arrived:
            page.goto(arrived)
        if seen:
            scene.tell(
                f"went back from the return page of {visit.session_id} to {' and '.join(seen)}, and forward again"
            )


class CancelAfterPaying(AfterPaying):
    """The link is known from Checkout; a customer who has left it in a second tab still has it."""

    name = "cancel-after-paying"
    story = "The cancel page of a Checkout that is paid is opened in a second tab, before and after the site knows."

    def back(self, scene: Scene, visit: Visit) -> None:
        self._open(scene, visit, "right after paying")

    def heard(self, scene: Scene, visit: Visit) -> None:
        self._open(scene, visit, "again when the site had heard of the payment")

    def _open(self, scene: Scene, visit: Visit, when: str) -> None:
        cancel_page = scene.gateway.payment(visit.session_id).cancel_url
        if cancel_page:
            _look_at(visit, cancel_page)
            scene.tell(f"opened the cancel page of {visit.session_id} in a second tab {when}")


def _return_page(scene: Scene, visit: Visit) -> str:
    return scene.gateway.payment(visit.session_id).success_url or scene.settings.site


def _look_at(visit: Visit, address: str) -> None:
    """In a tab of the buyer's browser that is closed again; the tab the scenario uses stays as it is."""
    tab = visit.page.context.new_page()
    tab.goto(address)
    tab.close()


def _forget(context: BrowserContext, cookies: Any) -> None:
    for cookie in cookies:
        context.clear_cookies(name=cookie["name"], domain=cookie["domain"], path=cookie["path"])


DISTURBANCES: tuple[type[Disturbance], ...] = (TabClosed, SessionLost, ReturnTwice, BackButton, CancelAfterPaying)
