"""What the page says that Stripe leads back to is true, and looking at it changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pennydrop.storm.outcome import Like

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from pennydrop.storm.disturbance import Scene


def changes_nothing(scene: Scene, page: Page, address: str) -> None:
    """Load ``address`` in ``page``. An ``AssertionError`` says what the scenario's people have that they had not."""
    scene.purchase.settle()  # what is on its way is not the page's doing
    before = scene.end_state(Like.BEFORE_PAYING)
    page.goto(address)
    changed = "; ".join(map(str, before.differences(scene.end_state(Like.BEFORE_PAYING))))
    assert not changed, f"{address} has changed, only by being looked at: {changed}"  # noqa: S101
