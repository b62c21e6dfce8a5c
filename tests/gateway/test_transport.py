from __future__ import annotations

import json

import pytest
import stripe

from pennydrop.errors import StripeUnreachable
from pennydrop.gateway import Gateway
from pennydrop.settings import load_settings

from .stub import StubStripe


def test_silence_names_the_address_and_what_to_do() -> None:
    gateway = Gateway(load_settings(emulator_port=1))

    with pytest.raises(
        StripeUnreachable, match=r"127\.0\.0\.1:1 .*refused\): the emulator is not running.*pennydrop up"
    ):
        gateway.describe()

    assert gateway.requests[0].status is None
    assert "GET /v1/account -> no answer" in gateway.requests_as_text()


def test_a_refused_key_is_named_without_showing_it(stub: StubStripe, stubbed: Gateway) -> None:
    stub.refuse(401, "Invalid API Key provided: sk_test_pennydroplocal")

    with pytest.raises(StripeUnreachable, match=r"refuses the key.*PENNYDROP_STRIPE_SECRET_KEY") as raised:
        stubbed.describe()

    assert "pennydroplocal" not in str(raised.value)


def test_a_restricted_key_may_not_read_its_account(stub: StubStripe, stubbed: Gateway) -> None:
    stub.refuse(403, "The provided key does not have the required permissions")

    assert "an account this key may not read" in stubbed.describe()
    with pytest.raises(StripeUnreachable, match="required permissions"):
        stubbed.payment("cs_test_1")


def test_an_emulator_that_fails_is_not_asked_twice(stub: StubStripe, stubbed: Gateway) -> None:
    stub.refuse(500, "Something broke")

    with pytest.raises(stripe.APIError, match="Something broke"):
        stubbed.payment("cs_test_1")

    assert [(request.status, request.request_id) for request in stubbed.requests] == [(500, "req_1")]


def test_the_journal_holds_paths_and_no_secrets(stub: StubStripe, stubbed: Gateway) -> None:
    stubbed.describe()

    (request,) = stubbed.requests
    assert (request.method, request.path, request.status, request.request_id) == ("GET", "/v1/account", 200, "req_1")
    assert request.ms > 0
    assert "sk_test" not in stubbed.requests_as_text()


def test_nothing_is_reported_to_stripe_about_the_run(stub: StubStripe, stubbed: Gateway) -> None:
    for _ in range(2):  # measurements of one request would travel with the next
        stubbed.describe()

    for _path, headers in stub.seen:
        assert "X-Stripe-Client-Telemetry" not in headers
        assert "telemetry_id" not in json.loads(headers["X-Stripe-Client-User-Agent"])


def test_a_proxy_for_the_internet_is_not_asked_for_this_machine(
    stub: StubStripe, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)

    assert "acct_stub" in Gateway(load_settings(stripe_api_base=stub.url)).describe()
