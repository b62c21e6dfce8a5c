"""A buyer in a real browser, between a shop and a Stripe; the parts of a scenario that are not browsers are made up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any, cast

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from pennydrop.browser import context_arguments
from pennydrop.checkout import HostedCheckout
from pennydrop.eventually import Patience
from pennydrop.storm.disturbance import Disturbance
from pennydrop.vocabulary.cast import Person
from pennydrop.vocabulary.purchase import Visit
from tests.checkout.conftest import browser
from tests.storm.browser.shop import FakeShop, fake_shop
from tests.storm.deliveries.conftest import StageScene

__all__ = ["browser"]
SAM = Person("Sam", "Tovabukire", "sam.tovabukire@example.com", "", 1)


class Buying:
    """Sam buys, and the disturbance is told the moments, as :class:`pennydrop.vocabulary.purchase.Purchase` does."""

    def __init__(self, context: BrowserContext, shop: FakeShop, disturbance: Disturbance) -> None:
        self.context, self.shop, self.disturbance = context, shop, disturbance
        self.page = context.new_page()
        self.followed: list[str] = []
        self.visit = cast(Visit, None)
        self.scene = StageScene()
        self.scene.parts = {
            "settings": SimpleNamespace(site=shop.url, patience=Patience()),
            "gateway": SimpleNamespace(payment=self._payment),
            "end_state": lambda like: SimpleNamespace(differences=lambda other: []),
            "evidence": SimpleNamespace(each_browser=lambda do: do(context)),
            "purchase": self,
        }

    def to_checkout(self, goods: str = "lessons") -> None:
        self.disturbance.before_checkout(self.scene, SAM)
        self._press()
        if self.disturbance.turned_away(self.scene, SAM, self.page):
            self._press()
        checkout = HostedCheckout(self.page)
        checkout.wait_until_open()
        self.visit = Visit(SAM, self.page, checkout.session_id, goods)
        self.disturbance.at_checkout(self.scene, self.visit)

    def pay(self) -> None:
        HostedCheckout(self.page).submit()
        self._arrive_back()

    def leave(self) -> None:
        self.page.get_by_role("link", name="Back").click()
        self._arrive_back()

    def look(self) -> bool:
        self.disturbance.answering(self.scene)
        return self.disturbance.answered(self.scene)

    def open_checkout(self, goods: str, buyer: Person) -> None:
        self.to_checkout(goods)

    def go_on_in(self, page: Page) -> None:
        self.page = page

    def follow(self, buyer: Person, session_id: str) -> None:
        self.followed.append(session_id)

    def settle(self) -> None:
        """Nobody sends messages here."""

    def _press(self) -> None:
        self.page.goto(f"{self.shop.url}/")
        self.page.get_by_role("button", name="Order").click()

    def _arrive_back(self) -> None:
        visit = self.visit
        self.disturbance.returning(self.scene, visit)
        if not visit.page.is_closed():
            visit.page.wait_for_url(f"{self.shop.url}/**", wait_until="domcontentloaded")
            self.disturbance.returned(self.scene, visit)

    def _payment(self, session_id: str) -> Any:
        return SimpleNamespace(
            paid=session_id in self.shop.paid,
            success_url=f"{self.shop.url}/success/{session_id}",
            cancel_url=f"{self.shop.url}/cancel/{session_id}",
        )


@pytest.fixture
def shop() -> Iterator[FakeShop]:
    with fake_shop() as shop:
        yield shop


@pytest.fixture
def buying(browser: Browser, shop: FakeShop) -> Iterator[Callable[[Disturbance], Buying]]:
    context = browser.new_context(**context_arguments())
    context.set_default_timeout(10_000)
    context.add_cookies([{"name": "signed", "value": "in", "url": shop.url}])
    yield lambda disturbance: Buying(context, shop, disturbance)
    context.close()
