"""The reference site inside the test process, on a database of its own and without a network.

Django reads its settings from the environment once; the variables are set for that moment only, and what the site
sets in the ``stripe`` module is put back, so that nothing of it is seen by other tests of the same worker.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import django
import pytest
import stripe

WEBHOOK_SECRET = "whsec_demo_tests"
_directory = tempfile.TemporaryDirectory(prefix="pennydrop-demo-")
_environment = {
    "DJANGO_SETTINGS_MODULE": "pennydrop.demo.local_settings",
    "SECRET_KEY": "demo-tests",
    "DEBUG": "True",
    "SQLITE_PATH": str(Path(_directory.name) / "site.sqlite3"),
    "STRIPE_SECRET_KEY": "sk_test_demo",
    "STRIPE_WEBHOOK_SECRET": WEBHOOK_SECRET,
    "STAFF_EMAIL": "staff@example.com",
}
_stripe_settings = ("api_key", "api_version", "max_network_retries", "default_http_client", "api_base")
_before = {name: getattr(stripe, name) for name in _stripe_settings}
with mock.patch.dict(os.environ, _environment):
    for name in ("DATABASE_URL", "STRIPE_API_BASE"):
        os.environ.pop(name, None)
    django.setup()
for name, value in _before.items():
    setattr(stripe, name, value)

from django.core import mail  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.test.utils import setup_test_environment, teardown_test_environment  # noqa: E402

from .shop import Shop  # noqa: E402
from .stripe_stand_in import StripeStandIn  # noqa: E402


@pytest.fixture(scope="session")
def database() -> Iterator[None]:
    setup_test_environment(debug=True)
    call_command("migrate", verbosity=0, interactive=False)
    yield
    connections.close_all()
    teardown_test_environment()


@pytest.fixture
def stripe_calls(monkeypatch: pytest.MonkeyPatch) -> StripeStandIn:
    """Stands in for Stripe's API and records what the site asks of it."""
    stand_in = StripeStandIn()
    monkeypatch.setattr(stripe.checkout.Session, "create", stand_in.create_session)
    monkeypatch.setattr(stripe.Refund, "create", stand_in.create_refund)
    return stand_in


@pytest.fixture
def shop(database: None, stripe_calls: StripeStandIn) -> Shop:
    """People, goods, browsers and Stripe's messages for one test; nothing is shared with other tests."""
    mail.outbox.clear()
    return Shop(stripe_calls, WEBHOOK_SECRET)
