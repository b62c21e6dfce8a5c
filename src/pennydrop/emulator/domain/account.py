"""The account itself, and its balance."""

from __future__ import annotations

from collections import defaultdict

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.domain.registry import Answer, Call, endpoint


@endpoint("GET /v1/account")
def retrieve_account(call: Call) -> Answer:
    account = call.tx.account
    return {
        "id": account.id,
        "object": "account",
        "business_profile": {"name": account.name},
        "charges_enabled": True,
        "country": "GB",
        "default_currency": "gbp",
        "details_submitted": True,
        "payouts_enabled": True,
        "settings": {
            "branding": {"icon": None, "logo": None, "primary_color": None, "secondary_color": None},
            "card_payments": {"statement_descriptor_prefix": None},
            "dashboard": {"display_name": account.name, "timezone": "Etc/UTC"},
            "payments": {"statement_descriptor": account.name.upper()[:22]},
        },
        "type": "standard",
    }


@endpoint("GET /v1/balance")
def retrieve_balance(call: Call) -> Answer:
    """Payments less fees and refunds; what is younger than two days is pending."""
    sums: dict[str, dict[str, int]] = {"available": defaultdict(int), "pending": defaultdict(int)}
    for each in call.tx.account.store.newest_first("balance_transaction"):
        state = "available" if each["available_on"] <= call.tx.now else "pending"
        sums[state][each["currency"]] += each["net"]
    listed = {state: [_amount(*item) for item in amounts.items()] for state, amounts in sums.items()}
    return {"object": "balance", "livemode": call.tx.account.live, **listed}


def _amount(currency: str, amount: int) -> Object:
    return {"amount": amount, "currency": currency, "source_types": {"card": amount}}
