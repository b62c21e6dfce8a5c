"""A live account, the site behind TLS, real registered endpoints: sound, and with what goes wrong in production."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pennydrop.diagnose import deliveries
from pennydrop.diagnose.causes import likely as because
from pennydrop.diagnose.finding import Link
from pennydrop.diagnose.gather import Witnesses
from pennydrop.diagnose.report import as_json
from pennydrop.eventually import eventually
from pennydrop.gateway import Payment
from pennydrop.golive.rehearsal.faults import FAULTS
from pennydrop.golive.rehearsal.world import World, rehearsing
from pennydrop.watch.limits import Limits
from pennydrop.watch.news import Kind, News
from pennydrop.watch.watch import Watch

from .conftest import diagnosed
from .shop import PATIENCE, Shop


class LiveShop(Shop):
    """Buys with a card that is none of Stripe's test cards; Stripe's endpoint delivers, and no relay sees it."""

    def __init__(self, world: World) -> None:
        super().__init__(world.settings)
        self.card = "40001234" + "56789017"  # could be on a card, and is on none

    def wait_for(self, type: str, payment: Payment) -> None:
        ids = [payment.session_id, self.gateway.payment(payment.session_id).intent_id or ""]
        eventually(
            f"Stripe has tried to deliver {type}",
            lambda: [it for it in deliveries.journal(self.settings, ids).handovers if it.type == type],
            lambda found: found and all(it.ended for it in found),
            patience=PATIENCE,
        )


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with rehearsing(tmp_path_factory.mktemp("production")) as world:
        yield world


@pytest.fixture
def shop(production: World) -> Iterator[LiveShop]:
    shop = LiveShop(production)
    yield shop
    shop.close()


def test_a_sound_site_in_live(shop: LiveShop) -> None:
    found = diagnosed(shop, shop.pay(shop.wants_lessons("£40.00", "£20.00")))
    assert found.verdict == "nothing is broken"
    assert shop.settings.profile == "live"


@pytest.mark.parametrize(
    ("id", "link", "cause"),
    [
        ("wrong-webhook-secret", Link.ANSWER, because.SECRET),
        ("expired-certificate", Link.ANSWER, because.TLS),
        ("trailing-slash", Link.ENDPOINT, because.URL),
        ("endpoint-disabled", Link.ENDPOINT, because.DISABLED),
    ],
)
def test_what_goes_wrong_in_production(production: World, shop: LiveShop, id: str, link: Link, cause: str) -> None:
    payment = shop.wants_lessons("£40.00")
    with FAULTS[id].planted(production):
        awaited = ("checkout.session.completed",) if link is Link.ANSWER else ()
        paid = shop.pay(payment, awaited=awaited)
        found = diagnosed(shop, paid)

    assert found.broken, found.verdict
    assert (found.broken.link, found.causes[0].likely) == (link, cause), found.verdict


def test_nobodys_address_is_in_the_report(shop: LiveShop) -> None:
    payment = shop.pay(shop.wants_lessons("£40.00"))
    told = str(as_json(diagnosed(shop, payment), "", shop.settings.redact))
    assert str(payment.customer_email) not in told
    assert "Sam Case" not in told


def test_a_watch_over_a_live_site(shop: LiveShop) -> None:
    told: list[News] = []
    with Witnesses(shop.settings) as witnesses:
        watch = Watch(witnesses, Limits(3600), told.append)
        watch.begin()
        paid = shop.pay(shop.wants_lessons("£40.00"))
        watch.look()

    assert [it.kind for it in told] == [Kind.NOTE, Kind.COMPLETE]
    assert told[-1].payment == paid.intent_id
    assert watch.summary().alarms == 0
