"""The shop's door: where a browser that Stripe sends back can be stopped, before the shop has seen it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pennydrop.eventually import eventually

if TYPE_CHECKING:
    from playwright.sync_api import Route

    from pennydrop.storm.disturbance import Scene
    from pennydrop.vocabulary.purchase import Visit


class Door:
    """Stands before the shop for one visit to Checkout, from when Checkout is open until the buyer is back.

    Whoever has paid is stopped here. Whoever comes back without having paid, or types an address, is let through.
    """

    def __init__(self, scene: Scene, visit: Visit) -> None:
        self._scene, self._visit = scene, visit
        self._pattern = f"{scene.settings.site}/**"
        self._came = False
        self._stopped: Route | None = None
        visit.page.route(self._pattern, self._meet)

    def stops_a_payer(self) -> bool:
        """Wait until the browser is at the door; True if it comes from a payment, and is stopped until let in."""
        eventually("Stripe has sent the browser back to the shop", self._look, patience=self._scene.settings.patience)
        self._came = False
        return self._stopped is not None

    def let_in(self) -> None:
        """Let the browser go on to the page that Stripe has sent it to."""
        stopped, self._stopped = self._stopped, None
        if stopped is not None:
            stopped.continue_()
        self._visit.page.unroute(self._pattern)

    def _look(self) -> bool:
        # What the browser does is only heard of while Playwright is being asked something.
        self._visit.page.context.cookies()
        return self._came

    def _meet(self, route: Route) -> None:
        request = route.request
        if request.is_navigation_request() and request.frame == self._visit.page.main_frame:
            self._came = True
            if self._scene.gateway.payment(self._visit.session_id).paid:
                self._stopped = route
                return
        route.fallback()
