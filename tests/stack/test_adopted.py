"""Parts that somebody else runs: seen to answer, or a typed error that says what to correct."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable

import pytest

from pennydrop.errors import (
    DatabaseUnreachable,
    MailboxUnreachable,
    PennydropError,
    SiteUnreachable,
    StripeUnreachable,
)
from pennydrop.settings import Settings
from pennydrop.stack.part import Part
from pennydrop.stack.parts.database import Database
from pennydrop.stack.parts.endpoint import RegisteredEndpoint
from pennydrop.stack.parts.mailbox import AdoptedMailbox
from pennydrop.stack.parts.site import AdoptedSite
from pennydrop.stack.parts.stripe_account import StripeAccount
from tests.fake_api import FakeApi
from tests.stack.conftest import MakeSettings

KEY = "sk_test_" + "4eC39HqLyjWDarjtT1"


@pytest.mark.parametrize(
    ("kind", "setting", "error"),
    [
        (AdoptedSite, "site_url", SiteUnreachable),
        (AdoptedMailbox, "mailpit_url", MailboxUnreachable),
        (StripeAccount, "stripe_api_base", StripeUnreachable),
        (RegisteredEndpoint, "stripe_api_base", StripeUnreachable),
    ],
)
def test_silence_is_a_typed_error_with_the_address(
    kind: Callable[[Settings], Part],
    setting: str,
    error: type[PennydropError],
    make_settings: MakeSettings,
    free_port: Callable[[], int],
) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    with pytest.raises(error, match=url):
        kind(make_settings(**{setting: url})).start()


def test_a_site_that_asks_to_log_in_is_up(make_settings: MakeSettings, fake_api: FakeApi) -> None:
    fake_api.status = 403
    site = AdoptedSite(make_settings(site_url=fake_api.url))
    site.start()
    assert site.summary == fake_api.url


def test_a_failing_site_is_not_up(make_settings: MakeSettings, fake_api: FakeApi) -> None:
    fake_api.status = 502
    with pytest.raises(SiteUnreachable, match="answered 502; start it, or correct PENNYDROP_SITE_URL"):
        AdoptedSite(make_settings(site_url=fake_api.url)).start()


def test_a_mailbox_tells_its_version(make_settings: MakeSettings, fake_api: FakeApi) -> None:
    fake_api.body = json.dumps({"Version": "v1.30.5"})
    mailbox = AdoptedMailbox(make_settings(mailpit_url=fake_api.url))
    mailbox.start()
    assert mailbox.summary == f"Mailpit v1.30.5 at {fake_api.url}"


def test_a_refused_key_is_told_and_not_shown(make_settings: MakeSettings, fake_api: FakeApi) -> None:
    fake_api.status = 401
    account = StripeAccount(make_settings(profile="test", stripe_api_base=fake_api.url, stripe_secret_key=KEY))
    with pytest.raises(StripeUnreachable, match="refuses the secret key") as refused:
        account.start()
    assert KEY not in str(refused.value)
    assert fake_api.asked[0][2]["Authorization"] == f"Bearer {KEY}"


def test_a_restricted_key_is_accepted(make_settings: MakeSettings, fake_api: FakeApi) -> None:
    fake_api.status, fake_api.headers = 403, {"Stripe-Version": "2026-10-28.endive"}
    account = StripeAccount(make_settings(stripe_api_base=fake_api.url))
    account.start()
    assert account.summary.endswith("API 2026-10-28.endive")


def test_an_endpoint_is_registered_for_the_relay_and_removed(make_settings: MakeSettings, fake_api: FakeApi) -> None:
    fake_api.body = json.dumps({"id": "we_1"})
    settings = make_settings(stripe_api_base=fake_api.url, webhook_events=("charge.refunded",), relay_port=4243)
    endpoint = RegisteredEndpoint(settings)
    endpoint.start()
    endpoint.stop()
    endpoint.stop()
    (method, path, _, sent), (undo, undo_path, _, _) = fake_api.asked
    assert (method, path) == ("POST", "/v1/webhook_endpoints")
    assert sent == ("url=http%3A%2F%2F127.0.0.1%3A4243%2Fpayments%2Fwebhook%2F&enabled_events%5B%5D=charge.refunded")
    assert (undo, undo_path) == ("DELETE", "/v1/webhook_endpoints/we_1")


def test_a_refused_endpoint_shows_what_stripe_said(make_settings: MakeSettings, fake_api: FakeApi) -> None:
    fake_api.status, fake_api.body = 400, '{"error": {"message": "Invalid URL"}}'
    with pytest.raises(StripeUnreachable, match=r"refused to register.*400.*Invalid URL"):
        RegisteredEndpoint(make_settings(stripe_api_base=fake_api.url)).start()


def test_a_database_tells_its_product_and_version(make_settings: MakeSettings) -> None:
    settings = make_settings()
    file = settings.state_dir / "shop.sqlite3"
    file.parent.mkdir()
    sqlite3.connect(file).close()
    database = Database(settings.model_copy(update={"database_url": f"sqlite:///{file}"}))
    file.write_bytes(b"")
    database.start()
    assert database.summary == f"SQLite {sqlite3.sqlite_version} at sqlite:///{file}"


def test_a_missing_database_is_not_made_by_looking_for_it(make_settings: MakeSettings) -> None:
    settings = make_settings()
    missing = settings.state_dir / "shop.sqlite3"
    with pytest.raises(DatabaseUnreachable, match=str(missing)):
        Database(settings.model_copy(update={"database_url": f"sqlite:///{missing}"})).start()
    assert not missing.exists()


def test_a_database_server_that_is_not_there_is_told_without_its_password(
    make_settings: MakeSettings, free_port: Callable[[], int]
) -> None:
    settings = make_settings(database_url=f"postgresql://shop:tell-nobody@127.0.0.1:{free_port()}/shop")
    with pytest.raises(DatabaseUnreachable, match="refused") as refused:
        Database(settings).start()
    assert "tell-nobody" not in str(refused.value)
