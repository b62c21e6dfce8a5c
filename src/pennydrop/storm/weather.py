"""All that disturbs one scenario, as one disturbance; in fair weather there is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pennydrop.storm.disturbance import Disturbance, Scene

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from pennydrop.vocabulary.cast import Person
    from pennydrop.vocabulary.purchase import Visit


class Weather(Disturbance):
    """Tells every moment to each of its parts, in the order they were added, and with a scene of the part's own.

    Each is told, whatever the others say.
    ``paying`` becomes true once somebody has submitted a card. ``at_each_checkout`` is called before anybody is told
    that a Checkout is open.
    """

    at_each_checkout: Callable[[], None] | None = None

    def __init__(self) -> None:
        self._parts: list[tuple[Disturbance, Scene]] = []
        self.paying = False

    def add(self, disturbance: Disturbance, scene: Scene) -> None:
        """From now on ``disturbance`` is told the moments too."""
        self._parts.append((disturbance, scene))

    def begin(self, scene: Scene) -> None:
        for part, own in self._parts:
            part.begin(own)

    def before_checkout(self, scene: Scene, buyer: Person) -> None:
        for part, own in self._parts:
            part.before_checkout(own, buyer)

    def turned_away(self, scene: Scene, buyer: Person, page: Page) -> bool:
        again = [part.turned_away(own, buyer, page) for part, own in self._parts]
        return any(again)

    def at_checkout(self, scene: Scene, visit: Visit) -> None:
        if self.at_each_checkout:
            self.at_each_checkout()
        for part, own in self._parts:
            part.at_checkout(own, visit)

    def returning(self, scene: Scene, visit: Visit) -> None:
        self.paying = True
        for part, own in self._parts:
            part.returning(own, visit)

    def returned(self, scene: Scene, visit: Visit) -> None:
        for part, own in self._parts:
            part.returned(own, visit)

    def answering(self, scene: Scene) -> None:
        for part, own in self._parts:
            part.answering(own)

    def answered(self, scene: Scene) -> bool:
        more = [part.answered(own) for part, own in self._parts]
        return any(more)

    def ending(self, scene: Scene) -> None:
        for part, own in self._parts:
            part.ending(own)
