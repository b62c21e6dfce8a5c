"""The gateway: the questions scenarios ask Stripe, and the few things they do there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, TypeVar

import stripe
from stripe.checkout import Session

from pennydrop.errors import StripeUnreachable
from pennydrop.gateway.facts import Attempt, Payment, Refund
from pennydrop.gateway.guard import LiveGuard
from pennydrop.gateway.listing import PAGE, RecordedEvent, listed
from pennydrop.gateway.transport import ApiRequest, connect, explaining
from pennydrop.money import Money
from pennydrop.settings import STRIPE_API, Settings

T = TypeVar("T")
Listed = TypeVar("Listed", bound=stripe.StripeObject)
Reason = Literal["duplicate", "fraudulent", "requested_by_customer"]
WHOLE_PAYMENT = ["line_items", "payment_intent.latest_charge"]
CLOCK_SKEW = timedelta(minutes=5)


class Gateway:
    """Stripe, seen from outside the site. Money goes in and comes out as :class:`pennydrop.money.Money`.

    All methods raise ``StripeUnreachable`` when Stripe does not answer or refuses the key; any other error answer is
    the SDK's ``stripe.StripeError``, with Stripe's message. In the live profile whatever writes raises
    ``SpendingRefused`` unless ``guard`` lets it through; a gateway without one only looks.
    """

    def __init__(self, settings: Settings, *, guard: LiveGuard | None = None) -> None:
        self._settings = settings
        self._guard = guard or LiveGuard(settings)
        self._client, self._http = connect(settings, self._guard)
        self.since = datetime.now(UTC) - CLOCK_SKEW

    def session(self, session_id: str) -> Session:
        """The Checkout Session as Stripe tells it, with line items, PaymentIntent and latest charge."""
        return self._ask(lambda: self._client.v1.checkout.sessions.retrieve(session_id, {"expand": WHOLE_PAYMENT}))

    def payment(self, id: str) -> Payment:
        """The payment of a Checkout Session (``cs_...``) or of a PaymentIntent (``pi_...``) made by one."""
        return Payment.of(self.session(id if id.startswith("cs_") else self._session_id_of(id)))

    def sessions_of(self, email: str, since: datetime | None = None) -> tuple[Payment, ...]:
        """The payments of a customer, newest first; of this run, or made ``since`` then."""
        found = self._ask(lambda: list(listed(self._client, "/v1/checkout/sessions", since or self.since)))
        return tuple(self.payment(session["id"]) for session in found if email.lower() in _emails(session))

    def sessions_in(self, since: datetime, is_wanted: Callable[[str], bool]) -> tuple[Payment, ...]:
        """The payments made ``since`` then (and some minutes before) of customers whose address ``is_wanted``."""
        found = self._ask(lambda: list(listed(self._client, "/v1/checkout/sessions", since - CLOCK_SKEW)))
        return tuple(self.payment(session["id"]) for session in found if any(map(is_wanted, _emails(session))))

    def account_id(self) -> str:
        """The id of the account that the key belongs to."""
        return self._ask(self._client.v1.accounts.retrieve_current).id

    def payments_since(self, since: datetime, emails: Collection[str]) -> tuple[Payment, ...]:
        """The payments of these customers made ``since`` then, newest first, without their lines.

        One request per hundred sessions of everybody, whoever they are: name a late moment.
        """
        wanted = {email.lower() for email in emails}
        expand = ["data.payment_intent.latest_charge"]
        found = self._ask(lambda: list(listed(self._client, "/v1/checkout/sessions", since, expand=expand)))
        return tuple(
            Payment.of(Session.construct_from({"line_items": None, **session}, None))
            for session in found
            if _emails(session) & wanted
        )

    def attempts(self, intent_id: str) -> tuple[Attempt, ...]:
        """All tries to take the money of a PaymentIntent, oldest first, declined ones included."""
        charges = self._ask(lambda: self._client.v1.charges.list({"payment_intent": intent_id, "limit": PAGE}))
        return tuple(Attempt.of(charge) for charge in self._oldest_first(charges))

    def refunds(self, intent_id: str) -> tuple[Refund, ...]:
        """All refunds of a PaymentIntent, oldest first."""
        refunds = self._ask(lambda: self._client.v1.refunds.list({"payment_intent": intent_id, "limit": PAGE}))
        return tuple(Refund.of(refund) for refund in self._oldest_first(refunds))

    def events_about(
        self, *ids: str, types: Collection[str] = (), since: datetime | None = None
    ) -> tuple[RecordedEvent, ...]:
        """The events Stripe recorded about these sessions, PaymentIntents or charges, oldest first.

        One list call per hundred events ``since`` then (or since this run began), so a poll should name a late
        moment. ``types``: at most 20 event types; all if empty.
        """
        wanted = {"types": list(types)} if types else {}
        found = self._ask(lambda: list(listed(self._client, "/v1/events", since or self.since, **wanted)))
        recorded = (RecordedEvent.of(event) for event in reversed(found))
        return tuple(event for event in recorded if event.is_about(frozenset(ids)))

    def refund(
        self,
        intent_id: str,
        amount: Money | None = None,
        reason: Reason = "requested_by_customer",
        *,
        idempotency_key: str | None = None,
    ) -> Refund:
        """Give money back as in Stripe's dashboard, past the site: ``amount``, or all that is left.

        In the live profile it counts as spent, unless the payment was counted when it was made.
        """
        params: stripe.params.RefundCreateParams = {"payment_intent": intent_id, "reason": reason}
        if amount is not None:
            params["amount"] = amount.minor
        options: stripe.RequestOptions = {"idempotency_key": idempotency_key} if idempotency_key else {}
        made = self._do(
            "refund a payment",
            lambda: self._client.v1.refunds.create(params, options),
            spends=None if self._guard.is_own(intent_id) else lambda: amount or self._left(intent_id),
        )
        return Refund.of(made)

    def expire(self, session_id: str) -> Payment:
        """Let an open Checkout Session expire now instead of after a day."""
        self._do("expire a Checkout Session", lambda: self._client.v1.checkout.sessions.expire(session_id))
        return self.payment(session_id)

    def create_foreign_session(
        self,
        amount: Money,
        *,
        email: str | None = None,
        metadata: Mapping[str, str] | None = None,
        name: str = "Something the site does not sell",
    ) -> Payment:
        """Open a Checkout Session in the site's account that the site did not make; pay it at ``payment.url``."""
        params: stripe.params.checkout.SessionCreateParams = {
            "mode": "payment",
            "line_items": [
                {
                    "quantity": 1,
                    "price_data": {
                        "currency": amount.currency,
                        "unit_amount": amount.minor,
                        "product_data": {"name": name},
                    },
                }
            ],
            "success_url": self._settings.site + "/",
            "metadata": dict(metadata or {}),
        }
        if email:
            params["customer_email"] = email
        made = self._do(
            "open a Checkout Session", lambda: self._client.v1.checkout.sessions.create(params), spends=lambda: amount
        )
        return self.payment(made.id)

    @property
    def requests(self) -> tuple[ApiRequest, ...]:
        """The gateway's own latest requests, oldest first, for the evidence of a failure."""
        return tuple(self._http.journal)

    def requests_as_text(self) -> str:
        """The gateway's own latest requests, one line each."""
        return "\n".join(map(str, self.requests))

    def describe(self) -> str:
        """Where it looks and as whom: ``test mode, account acct_..., API 2026-10-28.endive``."""
        kind = "emulator" if self._settings.managed_emulator else f"{self._settings.profile} mode"
        at = "" if self._settings.stripe_api == STRIPE_API else f" at {self._settings.stripe_api}"
        return f"{kind}{at}, {self._account()}, API {stripe.api_version}"

    def close(self) -> None:
        """Close the connections to Stripe."""
        self._http.close()

    def _account(self) -> str:
        try:
            return f"account {self.account_id()}"
        except StripeUnreachable as refusal:
            # A restricted key is good advice for live, and seldom allowed to read the account itself.
            if isinstance(refusal.__cause__, stripe.PermissionError):
                return "an account this key may not read"
            raise

    def _left(self, intent_id: str) -> Money:
        """What was taken and has not gone back."""
        payment = self.payment(intent_id)
        return Money(payment.kept, payment.currency)

    def _oldest_first(self, first_page: stripe.ListObject[Listed]) -> list[Listed]:
        return self._ask(lambda: list(first_page.auto_paging_iter()))[::-1]

    def _session_id_of(self, intent_id: str) -> str:
        found = self._ask(lambda: self._client.v1.checkout.sessions.list({"payment_intent": intent_id, "limit": 1}))
        if not found.data:
            raise AssertionError(f"Stripe knows no Checkout Session of {intent_id}")
        return found.data[0].id

    def _ask(self, call: Callable[[], T]) -> T:
        with explaining(self._settings):
            return call()

    def _do(self, what: str, call: Callable[[], T], spends: Callable[[], Money] | None = None) -> T:
        with self._guard.writing(what, self.account_id, spends):
            return self._ask(call)


def _emails(session: Mapping[str, Any]) -> set[str]:
    """The address the site gave and the one the buyer typed at Checkout, in lower case."""
    typed = (session.get("customer_details") or {}).get("email")
    return {address.lower() for address in (session.get("customer_email"), typed) if address}
