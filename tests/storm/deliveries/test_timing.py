"""Before, between and after: the moment at which each message reaches the site."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from pennydrop.storm.deliveries.timing import Between, First, Late, Later
from pennydrop.vocabulary.purchase import Visit
from tests.storm.deliveries.conftest import COMPLETED, PAID, Stage


class Browser:
    """A page on its way back from Checkout: Playwright asks the route, then the page moves on."""

    def __init__(self, stage: Stage, *, paid: bool = True) -> None:
        self.stage, self.seen_on_the_way = stage, list[str]()
        payment = SimpleNamespace(paid=paid, success_url="http://shop.test/success/?id=cs_1")
        stage.scene.parts["gateway"] = SimpleNamespace(payment=lambda _session_id: payment)
        self.visit = cast(Visit, SimpleNamespace(session_id="cs_1", page=self))

    def route(self, address: Any, handler: Any) -> None:
        assert address.search("http://shop.test/success/?id=cs_1")
        self._handler = handler

    def comes_back(self) -> None:
        self._handler(SimpleNamespace(fallback=lambda: self.seen_on_the_way.extend(self.stage.site.types)))


def test_late_is_once_the_browser_is_back(stage: Stage) -> None:
    late = Late()
    late.begin(stage.scene)
    stage.send(PAID, COMPLETED)
    assert stage.site.types == []
    late.returned(stage.scene, cast(Visit, None))

    assert stage.site.types == [PAID, COMPLETED]
    assert stage.scene.told[0] == f"delivered once the browser was back {PAID} evt_{PAID}: 200"


def test_later_is_when_a_then_asks(stage: Stage) -> None:
    later = Later()
    later.begin(stage.scene)
    stage.send(PAID, COMPLETED)
    later.returned(stage.scene, cast(Visit, None))
    assert stage.site.types == []
    stage.look(later)

    assert stage.site.types == [PAID, COMPLETED]
    assert len(stage.scene.told) == 2


@pytest.mark.parametrize(("kind", "before"), [(First, [PAID, COMPLETED]), (Between, [PAID])])
def test_the_browser_waits_for_what_comes_before_it(stage: Stage, kind: type[First], before: list[str]) -> None:
    browser, disturbance = Browser(stage), kind()
    disturbance.at_checkout(stage.scene, browser.visit)
    stage.send(PAID, COMPLETED)
    assert stage.site.types == []
    browser.comes_back()
    disturbance.returned(stage.scene, browser.visit)

    assert browser.seen_on_the_way == before
    assert stage.site.types == [PAID, COMPLETED]
    assert len(stage.scene.told) == 2


def test_who_has_not_paid_waits_for_nothing(stage: Stage) -> None:
    browser, first = Browser(stage, paid=False), First()
    first.at_checkout(stage.scene, browser.visit)
    browser.comes_back()
    first.returned(stage.scene, browser.visit)

    assert stage.scene.told == []


def test_a_browser_that_never_comes_back_keeps_nothing_from_the_site(stage: Stage) -> None:
    browser, first = Browser(stage), First()
    first.at_checkout(stage.scene, browser.visit)
    stage.send(PAID, COMPLETED)
    stage.look(first)

    assert stage.site.types == [PAID, COMPLETED]
    assert stage.scene.told == []


def test_messages_that_never_come_fail_the_scenario_and_not_the_browser(stage: Stage) -> None:
    browser, first = Browser(stage), First()
    first.at_checkout(stage.scene, browser.visit)

    def never() -> None:
        raise AssertionError("not within 10 s")

    stage.wait_for_arrivals = never  # type: ignore[method-assign]
    browser.comes_back()
    with pytest.raises(AssertionError, match="not within 10 s"):
        first.returned(stage.scene, browser.visit)
