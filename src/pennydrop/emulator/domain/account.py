"""The account itself, and its balance."""

from __future__ import annotations

from collections import defaultdict

from pennydrop.emulator.core.account import Account
from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.domain.registry import Answer, Call, endpoint
from pennydrop.emulator.wire.errors import StripeError

_NOTHING_DUE: Object = {
    "alternatives": [],
    "current_deadline": None,
    "currently_due": [],
    "disabled_reason": None,
    "errors": [],
    "eventually_due": [],
    "past_due": [],
    "pending_verification": [],
}


@endpoint("GET /v1/account")
def retrieve_current(call: Call) -> Answer:
    return describe(call.tx.account)


@endpoint("GET /v1/accounts/{account}")
def retrieve(call: Call) -> Answer:
    account = call.tx.account
    if call.ids["account"] != account.id:
        raise StripeError(
            403,
            f"The provided key does not have access to account '{call.ids['account']}' (or that account does not"
            " exist). Application access may have been revoked.",
            code="account_invalid",
        )
    return describe(account)


def describe(account: Account) -> Object:
    """The account as Stripe shows it: one that may charge and pay out, but for what its profile says."""
    sound: Object = {
        "id": account.id,
        "object": "account",
        "business_profile": {"name": account.name},
        "capabilities": {"card_payments": "active", "transfers": "active"},
        "charges_enabled": True,
        "country": "GB",
        "default_currency": "gbp",
        "details_submitted": True,
        "future_requirements": _NOTHING_DUE,
        "payouts_enabled": True,
        "requirements": _NOTHING_DUE,
        "settings": {
            "branding": {"icon": None, "logo": None, "primary_color": None, "secondary_color": None},
            "card_payments": {"statement_descriptor_prefix": None},
            "dashboard": {"display_name": account.name, "timezone": "Etc/UTC"},
            "payments": {"statement_descriptor": account.name.upper()[:22]},
            "payouts": {
                "debit_negative_balances": True,
                "schedule": {"delay_days": 2, "interval": "daily"},
                "statement_descriptor": None,
            },
        },
        "type": "standard",
    }
    return _overlaid(sound, account.profile)


def change(account: Account, changes: Object) -> None:
    """Let the account say something else of itself. ``ValueError`` for what accounts do not have."""
    unknown = sorted(set(changes) - set(describe(account)) | ({"id", "object"} & set(changes)))
    if unknown:
        raise ValueError(f"an account has no {unknown[0]!r} to change")
    account.profile = _overlaid(account.profile, changes)


def _overlaid(below: Object, above: Object) -> Object:
    """``below`` with the values of ``above``, key by key and level by level."""
    merged = dict(below)
    for name, value in above.items():
        earlier = merged.get(name)
        merged[name] = _overlaid(earlier, value) if isinstance(earlier, dict) and isinstance(value, dict) else value
    return merged


@endpoint("GET /v1/balance")
def retrieve_balance(call: Call) -> Answer:
    """Payments less fees, refunds and payouts; what is younger than two days is pending."""
    sums: dict[str, dict[str, int]] = {"available": defaultdict(int), "pending": defaultdict(int)}
    for each in call.tx.account.store.newest_first("balance_transaction"):
        state = "available" if each["available_on"] <= call.tx.now else "pending"
        sums[state][each["currency"]] += each["net"]
    listed = {state: [_amount(*item) for item in amounts.items()] for state, amounts in sums.items()}
    return {"object": "balance", "livemode": call.tx.account.live, **listed}


def _amount(currency: str, amount: int) -> Object:
    return {"amount": amount, "currency": currency, "source_types": {"card": amount}}
