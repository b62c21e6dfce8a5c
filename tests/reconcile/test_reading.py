"""Stripe's lists are read page by page: patiently, once, and on from where an interrupted run was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from pennydrop.errors import ArtifactsUnwritable, PennydropError, StripeUnreachable
from pennydrop.gateway.pages import Pages
from pennydrop.reconcile.question import Question, key_of
from pennydrop.reconcile.spool import Spool
from pennydrop.settings import load_settings
from tests.reconcile.conftest import Site


class Watch:
    """A clock that remembers the pauses and takes none."""

    def __init__(self) -> None:
        self.pauses: list[float] = []

    def monotonic(self) -> float:
        return sum(self.pauses)

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)


def paths(asked: list[str]) -> list[str]:
    return [path.partition("?")[0] for path in asked]


def test_a_hundred_payments_are_two_requests(site: Callable[..., Site]) -> None:
    shop = site(size=300)
    found, _ = shop.reconcile()
    asked = paths(shop.stripe.asked)
    assert (asked.count("/v1/checkout/sessions"), asked.count("/v1/charges")) == (4, 3)
    assert found.work.requests == len(asked) == 11
    assert not any("starting_after" in path for path in shop.stripe.asked[:2])


def test_what_stripe_asks_to_slow_down_is_asked_again_later(site: Callable[..., Site]) -> None:
    shop, clock = site(size=60), Watch()
    shop.stripe.refusals = [(429, {"Retry-After": "7"}), (429, {}), (429, {})]
    found, findings = shop.reconcile(Pages(shop.settings, clock))
    assert findings == []
    assert found.work.paused == 3
    assert clock.pauses == [7, 2, 4]


def test_a_stripe_that_never_answers_is_said_after_ten_minutes(site: Callable[..., Site]) -> None:
    shop, clock = site(size=60), Watch()
    shop.stripe.refusals = [(429, {"Retry-After": "60"})] * 20
    with pytest.raises(StripeUnreachable, match=r"429 \(too many requests\) for 600 s"):
        shop.reconcile(Pages(shop.settings, clock))
    assert sum(clock.pauses) == 600


def test_another_refusal_is_told_and_not_repeated(site: Callable[..., Site]) -> None:
    shop = site(size=60)
    shop.stripe.refusals = [(403, {}), (403, {})]  # the first is of the account itself, which few keys may read
    with pytest.raises(StripeUnreachable, match="refuses the key"):
        shop.reconcile()
    assert len(shop.stripe.asked) == 2


def test_an_interrupted_run_goes_on_with_the_next_page(site: Callable[..., Site]) -> None:
    shop = site(size=900)
    shop.stripe.break_after = 7
    with pytest.raises(StripeUnreachable, match="does not answer"):
        shop.reconcile()
    before = shop.stripe.asked[:7]
    shop.stripe.break_after = None
    later = Question(shop.shop.since, shop.shop.now + timedelta(hours=1), shop.shop.now + timedelta(hours=1))
    found, findings = shop.reconcile(question=later)
    assert findings == []
    assert found.resumed
    assert found.question == shop.question  # the period of the first run: half of it was read then
    repeated = [path for path in shop.stripe.asked[8:] if path in before and path != "/v1/account"]
    assert repeated == []
    assert not (shop.folder / "spool").exists()


def test_half_a_page_counts_for_nothing(site: Callable[..., Site]) -> None:
    shop = site(size=900)
    shop.stripe.break_after = 7
    with pytest.raises(StripeUnreachable):
        shop.reconcile()
    with (shop.folder / "spool" / "session.csv").open("a") as file:
        file.write("cs_half,pi_ha")
    shop.stripe.break_after = None
    assert shop.reconcile()[1] == []


def test_old_leftovers_are_not_used(site: Callable[..., Site]) -> None:
    shop = site(size=900)
    shop.stripe.break_after = 7
    with pytest.raises(StripeUnreachable):
        shop.reconcile()
    shop.stripe.break_after = None
    shop.stripe.asked.clear()
    later = Question(shop.shop.since, shop.shop.now, shop.shop.now + timedelta(hours=25))
    found, _ = shop.reconcile(question=later)
    assert not found.resumed
    assert "starting_after" not in shop.stripe.asked[1]


def test_begin_anew_forgets_what_was_read(site: Callable[..., Site]) -> None:
    shop = site(size=60)
    with Spool.open(shop.folder / "spool", shop.question) as spool, spool.appending("session") as page:
        page.write([["cs_of_before"]])
        page.save(complete=True)
    with Spool.open(shop.folder / "spool", shop.question) as spool:
        assert spool.resumed
        assert spool.progress("session").complete
    with Spool.open(shop.folder / "spool", shop.question, fresh=True) as spool:
        assert not spool.resumed
        assert not spool.progress("session").complete


def test_two_runs_of_the_same_question_do_not_share_a_folder(site: Callable[..., Site]) -> None:
    shop = site(size=60)
    with Spool.open(shop.folder / "spool", shop.question), pytest.raises(PennydropError, match="another run"):
        shop.reconcile()


def test_another_account_database_period_or_chart_is_another_question(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load_settings()
    others = [
        load_settings(stripe_secret_key="sk_test_" + "another"),
        load_settings(stripe_api_base="http://127.0.0.1:9"),
        load_settings(database_url="sqlite:////srv/another.sqlite3"),
        load_settings(table_names={"shop_payment": "payments"}),
        load_settings(golive={"chart": "another:CHART"}),
    ]
    grace = timedelta(minutes=15)
    keys = [key_of(each, "7d", None, grace) for each in [settings, *others]]
    keys += [key_of(settings, *asked) for asked in [("8d", None, grace), ("7d", "1d", grace), ("7d", None, 2 * grace)]]
    assert len(set(keys)) == len(keys)
    assert key_of(load_settings(), "7d", None, grace) == keys[0]


def test_a_folder_that_cannot_be_written_is_said(site: Callable[..., Site]) -> None:
    shop = site(size=60)
    (shop.folder / "file").write_text("")
    with (
        pytest.raises(ArtifactsUnwritable, match="PENNYDROP_STATE_DIR"),
        Spool.open(shop.folder / "file" / "spool", shop.question),
    ):
        pass


def test_nothing_that_is_spooled_tells_who_bought(site: Callable[..., Site]) -> None:
    shop = site(size=300)
    shop.stripe.break_after = 9
    with pytest.raises(StripeUnreachable):
        shop.reconcile()
    written = "".join(path.read_text() for path in (shop.folder / "spool").iterdir())
    assert "pi_0000" in written
    for private in ("@example.com", "Penny Drop", "visa", "L18 1DE"):
        assert private not in written
