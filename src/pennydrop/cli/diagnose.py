"""``pennydrop diagnose``: what became of one payment, and the first link that broke."""

from __future__ import annotations

from pennydrop.cli.console import print_json, say, show
from pennydrop.settings import load_settings

BROKEN = 1


def diagnose(id: str, /, *, replay: bool = False, json: bool = False) -> int:
    """Follow one payment from Checkout to the mail and name the first link that broke.

    Looks only. Ends with 1 when a link is broken, with 0 when none is, and with a code of its own when nothing of that
    name is known. An address that has paid more than once gets a list, and the newest payment in full.

    Parameters
    ----------
    id
        A Checkout Session, PaymentIntent, charge, refund or event of Stripe's; a record, an order or its number of the
        site's (or table:id); or the customer's e-mail address.
    replay
        Send its events to the site of the local stack again, and look once more. Refused in live.
    json
        Print the same as JSON.
    """
    from pennydrop.diagnose import doctor, report
    from pennydrop.diagnose.gather import Witnesses
    from pennydrop.diagnose.replay import command
    from pennydrop.diagnose.replay import replay as send_again

    settings = load_settings()
    with Witnesses(settings) as witnesses:
        newest, *others = doctor.payments_behind(id, witnesses)
        found = doctor.diagnose(newest, witnesses)
        if replay:
            sent = send_again(found.case, witnesses)
            if not json:
                say("".join(f"sent again: {it.type} -> {it.status or it.reason}\n" for it in sent))
            found = doctor.diagnose(newest, witnesses)
        earlier = [doctor.diagnose(it, witnesses) for it in others]
    again = command(found.case, settings)
    if json:
        print_json(report.as_json(found, again, settings.redact) | {
            "earlier": [report.as_json(it, "", settings.redact) for it in earlier]
        })  # fmt: skip
    else:
        if earlier:
            say("".join(report.one_line(it, settings.redact) + "\n" for it in [found, *earlier]))
        show(report.rendered(found, again, settings.redact))
    return BROKEN if any(it.broken for it in [found, *earlier]) else 0
