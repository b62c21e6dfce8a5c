"""The browser and the messages race each other to the shop, and either may win."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from pennydrop.storm.deliveries.held import Burst, HeldDeliveries, told
from pennydrop.storm.disturbance import Disturbance, Scene

if TYPE_CHECKING:
    from playwright.sync_api import Route

    from pennydrop.vocabulary.purchase import Visit


class Late(HeldDeliveries):
    """Every delivery waits for the browser."""

    name = "late"
    story = "The browser is back at the shop before the first message arrives."

    def __init__(self) -> None:
        self._when = ""

    def returned(self, scene: Scene, visit: Visit) -> None:
        self._let_go_when(scene, "once the browser was back")

    def answering(self, scene: Scene) -> None:
        self._let_go_when(scene, "")

    def _let_go_when(self, scene: Scene, when: str) -> None:
        self._when = when
        self.let_go(scene)

    def deliver(self, scene: Scene, burst: Burst) -> None:
        for held in burst:
            delivered = scene.relay.deliver(held)
            if self._when:
                scene.tell(f"delivered {self._when} {told(delivered)}")


class Later(Late):
    """As late as it can be without changing what the scenario asks."""

    name = "later"
    story = "The customer has seen the shop's page for a while before the first message arrives."

    def returned(self, scene: Scene, visit: Visit) -> None:
        """Nothing yet."""

    def answering(self, scene: Scene) -> None:
        self._let_go_when(scene, "only when the customer looked for the purchase")


class First(Late):
    """Holds the browser back on its way from Checkout until the messages were answered."""

    name = "first"
    story = "The site has answered every message before the browser is back at the shop."
    afterwards: ClassVar[str] = ""

    def __init__(self) -> None:
        super().__init__()
        self._trouble: AssertionError | None = None

    def at_checkout(self, scene: Scene, visit: Visit) -> None:
        super().at_checkout(scene, visit)

        # Playwright calls it while the scenario waits for the page, in the same thread.
        def on_the_way_back(route: Route) -> None:
            try:
                if scene.gateway.payment(visit.session_id).paid:
                    self.under_way(scene)
            except AssertionError as trouble:
                self._trouble = trouble
            route.fallback()

        address = scene.gateway.payment(visit.session_id).success_url or scene.settings.site
        visit.page.route(re.compile(re.escape(address)), on_the_way_back)

    def under_way(self, scene: Scene) -> None:
        """The browser is on its way back to the shop, and waits."""
        self._let_go_when(scene, "before the browser was back")

    def returned(self, scene: Scene, visit: Visit) -> None:
        if self._trouble:
            raise self._trouble
        self._let_go_when(scene, self.afterwards)


class Between(First):
    """A payment has two messages or more, and the browser comes between them."""

    name = "between"
    story = "The browser is back at the shop after the first message of the payment and before the others."
    needs_events = 2
    afterwards = "once the browser was back"

    def under_way(self, scene: Scene) -> None:
        for burst in self.arrived(scene):
            if len(burst) > 1:
                scene.tell(f"delivered before the browser was back {told(scene.relay.deliver(burst[0]))}")


DISTURBANCES: tuple[type[Disturbance], ...] = (Late, Later, Between, First)
