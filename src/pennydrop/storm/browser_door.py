"""The shop's door: where a browser that Stripe sends back is met, before the shop has seen it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pennydrop.eventually import eventually

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Route

    from pennydrop.storm.disturbance import Scene
    from pennydrop.vocabulary.purchase import Visit


class Door:
    """Stands before the shop for one visit to Checkout, from when Checkout is open until the buyer is back.

    Whoever has paid is met: ``meet`` says whether the browser is let in, and must not wait for anything the browser
    does, for the click on Stripe's button may last as long. Whoever comes back without having paid, or types an
    address, is let through.
    """

    def __init__(self, scene: Scene, visit: Visit, meet: Callable[[], bool]) -> None:
        self._scene, self._visit, self._meet = scene, visit, meet
        self._pattern = f"{scene.settings.site}/**"
        self._came = self._paid = False
        visit.page.route(self._pattern, self._see)

    def has_met_a_payer(self) -> bool:
        """Wait until the browser is at the door; True if it came from a payment, which it does once."""
        eventually("Stripe has sent the browser back to the shop", self._look, patience=self._scene.settings.patience)
        self._came = False
        return self._paid

    def _look(self) -> bool:
        # What the browser does is only heard of while Playwright is being asked something.
        self._visit.page.context.cookies()
        return self._came

    def _see(self, route: Route) -> None:
        request = route.request
        if request.is_navigation_request() and request.frame == self._visit.page.main_frame:
            paid = not self._paid and self._scene.gateway.payment(self._visit.session_id).paid
            let_in = self._meet() if paid else True
            self._came, self._paid = True, self._paid or paid
            if not let_in:
                route.abort("aborted")
                return
        route.fallback()
