"""``pennydrop golive pay``: a real payment by a person, proven and given back."""

from __future__ import annotations

import re
import sys
from decimal import Decimal
from typing import Annotated, Literal

from cyclopts import Parameter

from pennydrop.cli.console import print_table, say
from pennydrop.errors import SettingsError
from pennydrop.money import Money
from pennydrop.settings import Settings, load_settings

NOT_PROVEN, INTERRUPTED = 1, 130
_SUM = re.compile(r"(?P<major>\d+(?:\.\d+)?)\s*(?P<currency>[A-Za-z]{3})")
Switch = Annotated[bool, Parameter(negative=(), show_default=False)]
_MARKS = {True: "holds", False: "DOES NOT HOLD", None: "not seen"}
_STYLES: dict[bool | None, str] = {True: "", False: "bold red", None: "dim"}


def pay(
    *,
    spend: str | None = None,
    on: str = "/",
    email: str | None = None,
    account: str | None = None,
    partial_first: Switch = False,
    wait: float = 30.0,
    finish: Switch = False,
    profile: Literal["local", "test", "live"] | None = None,
) -> int:
    """Let a person make a small real payment, prove what became of it, and give it back.

    A browser opens at the site; the person logs in, chooses something and pays. The money goes back at the end, and
    also after Ctrl-C, a closed browser or a crash: what was not finished is finished by the next start.
    Ends with 0 when everything held, with 1 when something did not, and with 37 when money has not gone back.

    Parameters
    ----------
    spend
        The most that may be paid: 0.50gbp. Never above PENNYDROP_SPENDING_CAP.
    on
        The path of the site where the browser opens.
    email
        The address of the customer who pays, as the site knows it. Asked for if not given.
    account
        The id of the Stripe account that is meant (acct_...); unset: PENNYDROP_GOLIVE__ACCOUNT, or asked for.
    partial_first
        Give half of it back first, and prove that too.
    wait
        Minutes to wait for the payment.
    finish
        Only finish what an earlier run could not.
    profile
        Use this profile instead of the one in the settings.
    """
    from pennydrop.golive.payment.assisted import AssistedPayment, Wish
    from pennydrop.golive.payment.interruption import Interrupted

    settings = load_settings(profile=profile) if profile else load_settings()
    payment = AssistedPayment(settings, account or _account(settings), say, _ask)
    try:
        if finish:
            payment.finish()
            say("Nothing is unfinished.")
            return 0
        if spend is None:
            raise SettingsError("say what may be spent: --spend 0.50gbp")
        wish = Wish(parse_sum(spend), _path(on), email or _typed_email(), partial_first, wait * 60)
        record = payment.run(wish)
    except Interrupted as reason:
        say(f"Interrupted ({reason}). Nothing is open, and nothing was kept.")
        return INTERRUPTED
    if record is None:
        return NOT_PROVEN
    print_table(
        [(it.stage, it.what, _MARKS[it.holds], it.evidence) for it in record.proofs],
        *("stage", "what", "", "seen"),
        styles=[_STYLES[it.holds] for it in record.proofs],
    )
    say(f"{record.amount} paid, {record.returned} returned; Stripe keeps {record.kept} of its own.")
    say(f"Kept in {settings.golive.payment_record}, which belongs into git.")
    return NOT_PROVEN if record.disproven else 0


def parse_sum(text: str) -> Money:
    """``0.50gbp`` or ``£0.50``. ``SettingsError`` for anything else."""
    try:
        found = _SUM.fullmatch(text.strip())
        if found:
            return Money.from_major(Decimal(found["major"]), found["currency"].lower())
        return Money.parse(text)
    except ValueError as error:
        raise SettingsError(f"--spend {text!r} is no sum ({error}): write it like 0.50gbp") from None


def _path(on: str) -> str:
    if not on.startswith("/"):
        raise SettingsError(f"--on {on!r} is no path of the site: it begins with /")
    return on


def _account(settings: Settings) -> str | None:
    """Typed, where the settings do not name it and there is somebody to type."""
    if settings.golive.account or settings.profile != "live" or not sys.stdin.isatty():
        return None
    return input("The id of the Stripe account that is meant (acct_...): ").strip() or None


def _typed_email() -> str:
    if not sys.stdin.isatty():
        raise SettingsError("say who pays: --email, the address of the customer as the site knows it")
    return input("The mail address of the customer who is going to pay: ")


def _ask(question: str) -> bool | None:
    """Yes or no from the terminal; ``None`` without one, or without an answer."""
    if not sys.stdin.isatty():
        return None
    return {"y": True, "n": False}.get(input(f"{question} [y/n, Enter: cannot tell] ").strip().lower()[:1])
