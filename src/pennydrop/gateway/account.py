"""What Stripe says of an account, and whose keys are whose. Reads only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import stripe
from pydantic import SecretStr

from pennydrop.errors import StripeUnreachable
from pennydrop.gateway.listing import moment
from pennydrop.gateway.transport import connect, explaining
from pennydrop.settings import Settings

T = TypeVar("T")
_ACCOUNT_ID = re.compile(r"acct_1[A-Za-z0-9]{13,}")


@dataclass(frozen=True)
class Requirements:
    """What Stripe wants to know, by its own names (``individual.verification.document``); ``deadline`` is aware."""

    past_due: tuple[str, ...] = ()
    currently_due: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    deadline: datetime | None = None
    disabled_reason: str | None = None

    @classmethod
    def of(cls, given: stripe.Account.Requirements | stripe.Account.FutureRequirements | None) -> Requirements:
        if given is None:
            return cls()
        return cls(
            past_due=tuple(given.past_due or ()),
            currently_due=tuple(given.currently_due or ()),
            errors=tuple(error.reason for error in given.errors or ()),
            deadline=moment(given.current_deadline) if given.current_deadline else None,
            disabled_reason=given.disabled_reason,
        )


@dataclass(frozen=True)
class Account:
    """An account. ``requirements`` are due, ``future`` ones are announced."""

    id: str
    name: str
    charges_enabled: bool
    payouts_enabled: bool
    details_submitted: bool
    requirements: Requirements
    future: Requirements

    @classmethod
    def of(cls, account: stripe.Account) -> Account:
        profile, dashboard = account.business_profile, account.settings and account.settings.dashboard
        return cls(
            id=account.id,
            name=(dashboard and dashboard.display_name) or (profile and profile.name) or "",
            charges_enabled=bool(account.charges_enabled),
            payouts_enabled=bool(account.payouts_enabled),
            details_submitted=bool(account.details_submitted),
            requirements=Requirements.of(account.requirements),
            future=Requirements.of(account.future_requirements),
        )


@dataclass(frozen=True)
class Kinship:
    """Whether two keys are of one account, and how that is known. ``None``: it cannot be told."""

    of_one_account: bool | None
    proof: str


class Accounts:
    """Asks with any key. ``StripeUnreachable`` when Stripe does not answer or refuses the key."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def current(self, key: SecretStr | None = None) -> Account:
        """The account of ``key``, or of the settings' own."""
        return Account.of(self._ask(key, lambda client: client.v1.accounts.retrieve_current()))

    def owner(self, key: SecretStr) -> str | None:
        """The id of the account of ``key``; ``None`` if a restricted key may not tell."""
        try:
            return self.current(key).id
        except StripeUnreachable as refusal:
            if not isinstance(refusal.__cause__, stripe.PermissionError):
                raise
            # Stripe's refusal names the account the key has no permission on.
            named = _ACCOUNT_ID.search(str(refusal.__cause__))
            return named[0] if named else None

    def kinship(self, secret: SecretStr, publishable: str) -> Kinship:
        """Whether a secret (or restricted) and a publishable key are of one account, told without writing.

        A publishable key may retrieve a PaymentIntent of its own account whose client secret it knows, and of no
        other. An account without any PaymentIntent is known by the keys' own letters, if they are new enough.
        """
        intent = self._latest_intent(secret)
        if intent and intent.client_secret:
            return self._by_intent(intent.id, intent.client_secret, publishable)
        account = self.owner(secret)
        if account is None:
            return Kinship(None, "the secret key may read neither payments nor its account")
        return _by_letters(account, secret.get_secret_value(), publishable)

    def _latest_intent(self, secret: SecretStr) -> stripe.PaymentIntent | None:
        try:
            found = self._ask(secret, lambda client: client.v1.payment_intents.list({"limit": 1}))
        except StripeUnreachable as refusal:
            if isinstance(refusal.__cause__, stripe.PermissionError):
                return None
            raise
        return found.data[0] if found.data else None

    def _by_intent(self, id: str, client_secret: str, publishable: str) -> Kinship:
        try:
            self._ask(
                SecretStr(publishable),
                lambda client: client.v1.payment_intents.retrieve(id, {"client_secret": client_secret}),
            )
        except stripe.InvalidRequestError as refusal:
            if refusal.code != "resource_missing" and refusal.http_status != 404:
                raise
            return Kinship(False, f"the publishable key does not know {id}, a payment of the secret key's account")
        except StripeUnreachable as refusal:
            if not isinstance(refusal.__cause__, stripe.AuthenticationError | stripe.PermissionError):
                raise
            return Kinship(False, f"Stripe refuses the publishable key: {refusal.__cause__.user_message}")
        return Kinship(True, f"the publishable key may read {id}, a payment of the secret key's account")

    def _ask(self, key: SecretStr | None, question: Callable[[stripe.StripeClient], T]) -> T:
        settings = self._settings.model_copy(update={"stripe_secret_key": key}) if key else self._settings
        with _connected(settings) as client, explaining(settings):
            return question(client)


@contextmanager
def _connected(settings: Settings) -> Iterator[stripe.StripeClient]:
    client, session = connect(settings)
    try:
        yield client
    finally:
        session.close()


def _by_letters(account: str, secret: str, publishable: str) -> Kinship:
    """Newer keys begin with 51 and what their account's id ends with; believed where our own key does so."""
    beginning = "51" + account.removeprefix("acct_1")
    ours, theirs = secret.rpartition("_")[2], publishable.rpartition("_")[2]
    if not ours.startswith(beginning) or not theirs.startswith("51"):
        return Kinship(None, f"{account} has no payment yet to prove it by, and the keys themselves do not tell")
    if theirs.startswith(beginning):
        return Kinship(True, f"both keys name {account} in their first letters")
    return Kinship(False, f"the secret key names {account} in its first letters, the publishable key another account")
