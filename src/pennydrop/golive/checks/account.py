"""The Stripe account: it may take money and pay it out, and will go on doing so."""

from __future__ import annotations

from datetime import timedelta

import stripe

from pennydrop.errors import StripeUnreachable
from pennydrop.gateway.account import Account, Accounts, Requirements
from pennydrop.golive.check import Answer, Section, by_hand, check, failed, passed, warned
from pennydrop.golive.examination import Examination

SOON = timedelta(days=14)
SHOWN = 6  # requirements in the evidence; the others are counted
OVERVIEW = "Dashboard, live mode, Settings, Account status"


@check("account-charges", Section.STRIPE, "The account may take payments.")
def charges(examination: Examination) -> Answer:
    account = examination.once(_account)
    if isinstance(account, Answer):
        return account
    if not account.charges_enabled:
        return failed(_closed(account, "charges"), mend=f"complete what {OVERVIEW} asks for, then run again")
    return passed(f"{account.id} ({account.name}): charges enabled")


@check("account-payouts", Section.STRIPE, "The account's money is paid out.")
def payouts(examination: Examination) -> Answer:
    account = examination.once(_account)
    if isinstance(account, Answer):
        return account
    if not account.payouts_enabled:
        return failed(
            _closed(account, "payouts"),
            mend=f"add a bank account and complete what {OVERVIEW} asks for, then run again",
        )
    return passed(f"{account.id} ({account.name}): payouts enabled")


@check("account-requirements", Section.STRIPE, "Stripe asks nothing of the account that is overdue or due soon.")
def requirements(examination: Examination) -> Answer:
    account = examination.once(_account)
    if isinstance(account, Answer):
        return account
    due, future = account.requirements, account.future
    if due.past_due or due.errors:
        said = f"; Stripe says: {' '.join(due.errors)}" if due.errors else ""
        return failed(f"overdue: {_listed(due.past_due or due.currently_due)}{said}", mend=f"hand it in at {OVERVIEW}")
    if due.currently_due:
        return _due(examination, due, "due")
    if future.currently_due or future.past_due:
        return _due(examination, future, "announced")
    return passed(f"{account.id}: nothing overdue, nothing due")


def _due(examination: Examination, due: Requirements, what: str) -> Answer:
    by = f"by {due.deadline:%Y-%m-%d}" if due.deadline else "without a deadline yet"
    seen, mend = f"{what} {by}: {_listed(due.currently_due or due.past_due)}", f"hand it in at {OVERVIEW}"
    soon = due.deadline is not None and due.deadline - examination.now <= SOON
    return failed(seen, mend=f"{mend} before that day") if soon else warned(seen, mend=mend)


def _account(examination: Examination) -> Account | Answer:
    """The account of Pennydrop's own key; or why a person has to look."""
    try:
        return Accounts(examination.settings).current()
    except StripeUnreachable as refusal:
        if not isinstance(refusal.__cause__, stripe.PermissionError):
            raise
        return by_hand(
            "the restricted key in PENNYDROP_STRIPE_SECRET_KEY may not read the account",
            mend=f"allow it to read the account, or look at {OVERVIEW}",
        )


def _closed(account: Account, what: str) -> str:
    reason = account.requirements.disabled_reason
    why = f" ({reason})" if reason else ""
    missing = account.requirements.past_due or account.requirements.currently_due
    asked = f"; asked for: {_listed(missing)}" if missing else ""
    handed_in = "" if account.details_submitted else "; its details were never handed in"
    return f"{account.id} ({account.name}): {what} are not enabled{why}{asked}{handed_in}"


def _listed(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


CHECKS = (charges, payouts, requirements)
