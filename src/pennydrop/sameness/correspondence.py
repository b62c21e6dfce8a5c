"""What counts of the mails and the payments of a scenario, as one line each."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pennydrop.gateway import Payment
    from pennydrop.mailbox.mail import Mail
    from pennydrop.sameness.wording import Wording
    from pennydrop.vocabulary.cast import Cast

_TAG = re.compile(r"<(style|script|head)\b.*?</\1>|<[^>]+>", re.DOTALL | re.IGNORECASE)
_MONEY = re.compile(r"[£€$]\s?\d[\d,]*(?:\.\d+)?")
# No figures: links, placeholders, words with digits in them (order numbers), numbers of rows, spans such as 47.9 hours.
_NO_FIGURE = re.compile(r"https?://\S+|<[^>]*>|#\d+|\b(?=\w*[A-Za-z])\w*\d\w*\b|\b\d+\.\d+\b")
_NUMBER = re.compile(r"\b\d+(?:/\d+)?\b")


def mail_lines(mails: Iterable[Mail], cast: Cast, wording: Wording) -> tuple[str, ...]:
    """``Sam: Payment Confirmation: £60.00, 2``: to whom, about what, and the figures in it. One line for each mail."""
    roles = {person.email.lower(): person.first_name for person in cast}
    lines = []
    for mail in mails:
        to = sorted(roles.get(it.address.lower(), wording.plain(it.address)) for it in mail.recipients)
        figures = ", ".join(_figures(wording.plain(mail.text or html.unescape(_TAG.sub(" ", mail.html)))))
        lines.append(f"{' and '.join(to)}: {wording.plain(mail.subject)!r} with {figures or 'no figures'}")
    return tuple(sorted(lines))


def payment_lines(payments: Iterable[Payment]) -> tuple[str, ...]:
    """``£60.00 paid, £10.00 refunded``, one line for each. A Checkout nobody paid in is none: which of two sessions
    was used may differ."""
    return tuple(sorted(f"{it.amount} {it.payment_status}, {it.refunded} refunded" for it in payments if it.paid))


def _figures(text: str) -> list[str]:
    """The amounts and numbers of a text, sorted: several things bought may be listed in any order."""
    amounts = [amount.replace(" ", "") for amount in _MONEY.findall(text)]
    rest = _NO_FIGURE.sub(" ", _MONEY.sub(" ", text))
    return sorted(amounts) + sorted(_NUMBER.findall(rest), key=lambda number: (len(number), number))
