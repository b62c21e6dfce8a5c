"""What counts of a mail, of a payment, and of a run that cannot see the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from pennydrop.gateway import Payment
from pennydrop.mailbox.mail import Address, Mail
from pennydrop.money import Money
from pennydrop.sameness import EndState, render, take
from pennydrop.vocabulary.cast import Cast, Person

NOW = datetime.now(UTC)
PAID = Money(6000)
PAYMENT = Payment("cs_test_1", "complete", "paid", "pi_1", "succeeded", "ch_1", PAID, Money(0), None, {}, (), NOW, None)


@pytest.fixture
def cast() -> Cast:
    cast = Cast()
    for name in ("Sam", "Tina"):
        cast.add(Person(name, cast.tag, cast.email_of(name), "", 1))
    return cast


def mail(cast: Cast, text: str, subject: str = "Payment Confirmation", to: str = "Sam", **more: Any) -> Mail:
    whole: dict[str, Any] = dict.fromkeys(("cc", "bcc", "reply_to", "attachments", "inline"), ())
    whole |= {"id": "1", "message_id": "", "sender": Address("", "shop@example.com"), "created": NOW, "date": NOW}
    whole |= {"size": 1, "attachment_count": 0, "read": False, "snippet": "", "return_path": "", "html": ""}
    return Mail(**{**whole, "to": (Address("", cast.email_of(to)),), "subject": subject, "text": text, **more})


def test_of_a_mail_whom_about_what_and_the_figures_count(cast: Cast) -> None:
    text = f"""Hello Sam {cast.tag}, order PT20261123AB12CD (#17) of November 23, 2026 at 08:00 AM:
    2 lessons, £36.00 and £24.00. Total £60.00, place 1/20, in 47.9 hours. See http://shop.test/order/17/ now."""
    state = take(None, cast, [mail(cast, text)], [])
    assert state.mails == ("Sam: 'Payment Confirmation' with £24.00, £36.00, £60.00, 2, 1/20",)


def test_of_a_mail_without_text_the_page_counts(cast: Cast) -> None:
    state = take(None, cast, [mail(cast, "", html="<style>p { margin: 9 }</style><p>Total &pound;5.00</p>")], [])
    assert state.mails == ("Sam: 'Payment Confirmation' with £5.00",)


def test_the_same_mail_twice_is_a_difference(cast: Cast) -> None:
    once = take(None, cast, [mail(cast, "£5.00")], [])
    twice = take(None, cast, [mail(cast, "£5.00"), mail(cast, "£5.00")], [])
    assert render(once.differences(twice)) == "mail: only disturbed: Sam: 'Payment Confirmation' with £5.00"
    assert render(twice.differences(once)) == "mail: only undisturbed: Sam: 'Payment Confirmation' with £5.00"


def test_another_figure_or_reader_is_a_difference(cast: Cast) -> None:
    one = take(None, cast, [mail(cast, "£5.00")], [])
    assert one.differences(take(None, cast, [mail(cast, "£6.00")], []))
    assert one.differences(take(None, cast, [mail(cast, "£5.00", to="Tina")], []))


def test_the_order_of_mails_and_payments_is_none(cast: Cast) -> None:
    mails = [mail(cast, "£5.00"), mail(cast, "£6.00", to="Tina")]
    payments = [PAYMENT, replace(PAYMENT, session_id="cs_test_2", amount=Money(500))]
    assert take(None, cast, mails, payments) == take(None, cast, mails[::-1], payments[::-1])


def test_what_went_back_of_a_payment_is_a_difference(cast: Cast) -> None:
    kept, returned = (take(None, cast, [], [replace(PAYMENT, refunded=Money(back))]) for back in (0, 6000))
    assert render(kept.differences(returned)) == (
        "payment at Stripe: only undisturbed: £60.00 paid, £0.00 refunded\n"
        "payment at Stripe: only disturbed: £60.00 paid, £60.00 refunded"
    )


def test_a_checkout_nobody_paid_in_is_no_payment(cast: Cast) -> None:
    left = replace(PAYMENT, session_id="cs_test_2", payment_status="unpaid", intent_id=None)
    assert take(None, cast, [], [PAYMENT, left]) == take(None, cast, [], [PAYMENT])


def test_an_end_state_survives_as_json(cast: Cast) -> None:
    state = take(None, cast, [mail(cast, "£5.00")], [PAYMENT])
    assert EndState.from_json(state.to_json()) == state
