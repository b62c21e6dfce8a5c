"""Which hosts a run may reach."""

from __future__ import annotations

import pytest

from pennydrop.browser.hosts import STRIPE_HOSTS, allowed_hosts, resolver_rules
from pennydrop.settings import load_settings

ACCOUNT = {"stripe_secret_key": "sk_test_" + "abc", "stripe_publishable_key": "pk_test_" + "abc"}


def test_a_local_run_stays_on_this_machine() -> None:
    assert allowed_hosts(load_settings()) == ("127.0.0.1",)


def test_a_run_against_stripe_reaches_the_site_and_stripe() -> None:
    settings = load_settings(profile="test", site_url="https://staging.example.com:8443", **ACCOUNT)
    assert allowed_hosts(settings) == ("staging.example.com", *STRIPE_HOSTS)


def test_an_emulator_elsewhere_is_reached_by_name() -> None:
    assert allowed_hosts(load_settings(stripe_api_base="http://emulator:4242")) == ("127.0.0.1", "emulator")


def test_the_settings_add_hosts() -> None:
    settings = load_settings(allowed_hosts=("cdn.example.com", "127.0.0.1"))
    assert allowed_hosts(settings) == ("127.0.0.1", "cdn.example.com")


@pytest.mark.parametrize(
    ("hosts", "rules"),
    [
        ([], "MAP * ~NOTFOUND"),
        (["127.0.0.1", "*.stripe.com"], "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE *.stripe.com"),
    ],
)
def test_the_rules_leave_only_those(hosts: list[str], rules: str) -> None:
    assert resolver_rules(hosts) == rules
