"""Stripe's lists, page by page into the spool: of each object only what is compared, and nothing about the person."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import orjson

from pennydrop.gateway.pages import Pages
from pennydrop.reconcile.question import Question
from pennydrop.reconcile.spool import Spool

if TYPE_CHECKING:
    from pennydrop.bookkeeping.chart import Chart

PAGE = 100  # the most Stripe puts into one answer
OPEN_FOR = timedelta(hours=24)
"""A Checkout Session can be paid this long after it was opened."""
Values = list[Any]
Object = Mapping[str, Any]
Told = Callable[[str, int], None]
"""Hears how many rows of which list were read."""


@dataclass(frozen=True)
class Listing:
    """One list: what is asked for, and what is kept of each object, in the order of its table in ``tables``."""

    name: str
    path: str
    values: Callable[[Object], Values]
    created: Callable[[Question], dict[str, int]]
    expand: tuple[str, ...] = ()


def listings(chart: Chart) -> tuple[Listing, ...]:
    """Two requests for a hundred payments, and one for a hundred of everything else."""

    def session(found: Object) -> Values:
        metadata = found["metadata"] or {}
        ours = metadata.get(chart.ours)
        known = bool(ours) and (not chart.values or ours in chart.values)
        likeness = hashlib.md5(orjson.dumps(metadata, option=orjson.OPT_SORT_KEYS), usedforsecurity=False)
        return [found["id"], _id(found["payment_intent"]), found["payment_status"], int(known), likeness.hexdigest()]

    return (
        Listing("session", "/v1/checkout/sessions", session, _sessions),
        Listing("charge", "/v1/charges", charge, _period, ("data.balance_transaction",)),
        Listing("refund", "/v1/refunds", _refund, _since, ("data.charge",)),
        Listing("dispute", "/v1/disputes", _dispute, _since, ("data.charge",)),
        Listing("payout", "/v1/payouts", _payout, _period),
    )


def fetch(pages: Pages, spool: Spool, listing: Listing, told: Told) -> None:
    """All pages that are still missing of a list."""
    done = spool.progress(listing.name)
    if done.complete:
        return
    params: dict[str, Any] = {"limit": PAGE, "created": listing.created(spool.question)}
    if listing.expand:
        params["expand"] = list(listing.expand)
    with spool.appending(listing.name) as page:
        while True:
            answer = pages.read(listing.path, {**params, **({"starting_after": done.cursor} if done.cursor else {})})
            found = answer["data"]
            page.write(map(listing.values, found))
            more = bool(answer["has_more"] and found)
            page.save(complete=not more)
            told(listing.name, done.rows)
            if not more:
                return


def charge(found: Object) -> Values:
    """One try to take money."""
    card = (found.get("payment_method_details") or {}).get("card") or {}
    fee = found.get("balance_transaction")
    return [
        found["id"],
        _id(found["payment_intent"]),
        found["created"],
        found["amount_captured"] if found["captured"] else found["amount"],
        found["amount_refunded"],
        found["currency"],
        "paid" if found["status"] == "succeeded" and found["captured"] else found["status"],
        card.get("fingerprint"),
        fee.get("fee") if isinstance(fee, dict) else None,
    ]


def _refund(found: Object) -> Values:
    status = found["status"] or "pending"
    return [found["id"], found["created"], found["amount"], found["currency"], status, *_charge_of(found)]


def _dispute(found: Object) -> Values:
    return [found["id"], found["created"], found["amount"], found["currency"], found["status"], *_charge_of(found)]


def _payout(found: Object) -> Values:
    return [
        found["id"],
        found["created"],
        found["amount"],
        found["currency"],
        found["status"],
        found.get("failure_code"),
    ]


def _charge_of(found: Object) -> Values:
    """The charge behind it, whole: it may be older than the period, and then no other list has it."""
    behind = found["charge"]
    return charge(behind)[:7] if isinstance(behind, dict) else [_id(behind), _id(found["payment_intent"]), *[None] * 5]


def _id(reference: Any) -> str | None:
    """Of an id, or of an object in its place."""
    return str(reference["id"]) if isinstance(reference, dict) else reference and str(reference)


def _sessions(question: Question) -> dict[str, int]:
    return {"gte": _stamp(question.since - OPEN_FOR), "lt": _stamp(question.until)}


def _period(question: Question) -> dict[str, int]:
    return {"gte": _stamp(question.since), "lt": _stamp(question.until)}


def _since(question: Question) -> dict[str, int]:
    """Also what came after the period: it has changed payments of the period."""
    return {"gte": _stamp(question.since)}


def _stamp(at: datetime) -> int:
    return int(at.timestamp())
