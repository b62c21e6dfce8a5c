"""The forms that customers send to the shop, and what it answers: whether the last button led to Checkout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pennydrop.checkout import page as checkout

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import APIResponse, BrowserContext, Route

    from pennydrop.storm.disturbance import Scene


class ShopForms:
    """Takes each form of the scenario's people to the shop, and its answer back to the browser.

    ``answered`` is called with the answer, and with the route, by which the same form can be sent once more; the
    browser gets the answer that it returns.
    """

    def __init__(self, scene: Scene, answered: Callable[[APIResponse, Route], APIResponse]) -> None:
        self._pattern, self._answered = f"{scene.settings.site}/**", answered
        self._contexts: list[BrowserContext] = []
        self._over = False
        scene.each_browser(self._stand_before)

    def over(self) -> None:
        """From now on the browsers talk to the shop themselves."""
        self._over = True
        for context in self._contexts:
            context.unroute(self._pattern)

    def _stand_before(self, context: BrowserContext) -> None:
        if not self._over:
            context.route(self._pattern, self._meet)
            self._contexts.append(context)

    def _meet(self, route: Route) -> None:
        request = route.request
        if request.method != "POST" or not request.is_navigation_request():
            route.fallback()
            return
        # Redirects are the browser's: it has to show where they lead.
        route.fulfill(response=self._answered(send(route), route))


def send(route: Route) -> APIResponse:
    """Send the form to the shop, with the cookies of the browser."""
    return route.fetch(max_redirects=0)


def session_in(answer: APIResponse) -> str:
    """The Checkout Session that the answer leads to; empty if it leads somewhere else."""
    return checkout.session_in(answer.headers.get("location", ""))
