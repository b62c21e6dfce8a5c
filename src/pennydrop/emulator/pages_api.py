"""All that the HTML pages may know of the emulator: what to show of a session or a challenge, and the operations.

A page gets it as ``request.app.state.pages`` (a :class:`PagesApi`). An operation that Stripe would answer with an error
raises ``wire.errors.StripeError``: ``.status`` is the HTTP status, ``.body()`` the JSON. Nobody else imports this.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pennydrop.emulator.core.account import Account
from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.core.request_info import RequestInfo
from pennydrop.emulator.core.world import World
from pennydrop.emulator.domain import authentication, payment_page
from pennydrop.emulator.wire.errors import missing_resource


@dataclass(frozen=True)
class LineItemView:
    """One line of the order summary; amounts in minor units."""

    name: str
    description: str | None
    quantity: int
    unit_amount: int
    amount_total: int


@dataclass(frozen=True)
class SessionView:
    """A Checkout Session as its page shows it; amounts in minor units, times in seconds since 1970.

    ``success_url`` has the session's id in the place of ``{CHECKOUT_SESSION_ID}``. ``error`` is the message of the last
    failed attempt, ``payment_intent_status`` is None before the first one. ``challenge_url`` is set while the bank's
    3-D Secure page has to be shown.
    """

    id: str
    status: str
    payment_status: str
    currency: str
    amount_subtotal: int
    amount_total: int
    line_items: tuple[LineItemView, ...]
    account_name: str
    publishable_key: str
    customer_email: str | None
    success_url: str
    cancel_url: str | None
    expires_at: int
    locale: str | None
    submit_type: str | None
    billing_address_collection: str | None
    payment_intent: str | None
    payment_intent_status: str | None
    challenge_url: str | None
    error: str | None


@dataclass(frozen=True)
class ChallengeView:
    """What the bank's page shows: who wants how much (minor units), and whether it is still open."""

    payment_intent: str
    status: str
    amount: int
    currency: str
    account_name: str
    last4: str
    checkout_session: str | None
    return_url: str | None

    @property
    def open(self) -> bool:
        """True while the bank waits for the customer's decision."""
        return self.status == "requires_action"


class PagesApi:
    """Sessions and challenges of every account, found by id alone, as a page's address names them."""

    def __init__(self, world: World) -> None:
        self._world = world

    @property
    def live(self) -> bool:
        """Whether the pages are those of live mode, which say nothing of a test."""
        return self._world.settings.live

    def session(self, session_id: str) -> SessionView:
        """The session to show. ``StripeError`` 404 when there is none."""
        account, session = self._find("checkout.session", session_id)
        shown: dict[str, Any] = {name: session.get(name) for name in _SESSION_FIELDS}
        items = account.store.line_items[session_id]
        intent = account.store.find("payment_intent", session["payment_intent"] or "")
        return SessionView(
            line_items=tuple(_line_item(item, account) for item in items),
            account_name=account.name,
            publishable_key=account.publishable_key,
            customer_email=payment_page.known_email(account, session),
            success_url=payment_page.success_url(session),
            payment_intent_status=intent["status"] if intent else None,
            challenge_url=authentication.challenge_url(intent) if intent else None,
            error=(intent["last_payment_error"] or {}).get("message") if intent else None,
            **shown,
        )

    def confirm(
        self,
        session_id: str,
        payment_method_data: Mapping[str, Any],
        *,
        expected_amount: int | None = None,
        base_url: str,
    ) -> Object:
        """Pay; returns the payment page as ``GET /v1/payment_pages/{cs}`` does.

        ``payment_method_data`` is ``{"type": "card", "card": {"number", "exp_month", "exp_year", "cvc"},
        "billing_details": {"name", "email", "address"}}``, ``base_url`` the emulator's own address
        (``http://127.0.0.1:4242``). A declined card is ``StripeError`` 402; the session stays open.
        """
        account, _ = self._find("checkout.session", session_id)
        with self._world.transaction(account, RequestInfo.from_page(account)) as tx:
            return payment_page.confirm(
                tx,
                session_id,
                payment_method_data=payment_method_data,
                expected_amount=expected_amount,
                base_url=base_url,
            )

    def payment_page(self, session_id: str) -> Object:
        """The payment page as JSON, as ``GET /v1/payment_pages/{cs}`` answers."""
        account, session = self._find("checkout.session", session_id)
        return payment_page.as_json(account, session)

    def challenge(self, payment_intent_id: str) -> ChallengeView:
        """The 3-D Secure challenge of a PaymentIntent. ``StripeError`` 404 when there is no such PaymentIntent."""
        account, intent = self._find("payment_intent", payment_intent_id)
        method = account.store.find("payment_method", intent["payment_method"] or "")
        return ChallengeView(
            payment_intent=intent["id"],
            status=intent["status"],
            amount=intent["amount"],
            currency=intent["currency"],
            account_name=account.name,
            last4=method["card"]["last4"] if method else "",
            checkout_session=intent["_checkout_session"],
            return_url=intent["_return_url"],
        )

    def authenticate(self, payment_intent_id: str, succeeded: bool) -> None:
        """End the challenge: the payment goes through (or the bank then declines it), or needs another method.

        Nothing is raised for a declined payment; ask :meth:`session` or :meth:`challenge` for the outcome.
        A challenge that is not open any more is left as it is.
        """
        account, _ = self._find("payment_intent", payment_intent_id)
        with self._world.transaction(account, RequestInfo.from_page(account)) as tx:
            authentication.authenticate(tx, payment_intent_id, succeeded)

    def _find(self, kind: str, object_id: str) -> tuple[Account, Object]:
        for account in self._world.accounts():
            found = account.store.find(kind, object_id)
            if found:
                return account, found
        raise missing_resource(kind, object_id, param="session" if kind == "checkout.session" else "intent")


_SESSION_FIELDS = (
    "id", "status", "payment_status", "currency", "amount_subtotal", "amount_total", "cancel_url", "expires_at",
    "locale", "submit_type", "billing_address_collection", "payment_intent",
)  # fmt: skip


def _line_item(item: Object, account: Account) -> LineItemView:
    product = account.store.find("product", item["price"]["product"]) or {}
    return LineItemView(
        name=item["description"],
        description=product.get("description"),
        quantity=item["quantity"],
        unit_amount=item["price"]["unit_amount"],
        amount_total=item["amount_total"],
    )
