"""Where nothing is broken, nothing is said to be."""

from __future__ import annotations

from pennydrop.diagnose.finding import Link, State
from pennydrop.money import Money

from .conftest import diagnosed
from .shop import DECLINED, VISA, Shop


def test_a_payment_that_went_well_is_ok_in_every_link(sound: Shop) -> None:
    payment = sound.pay(sound.wants_lessons("£40.00", "£20.00"))

    found = diagnosed(sound, payment)

    assert found.broken is None, found.verdict
    assert found.verdict == "nothing is broken"
    assert {it.link: it.state for it in found.findings} == dict.fromkeys(
        [link for link in Link if not link.startswith("refund")], State.OK
    )


def test_so_is_a_course(sound: Shop) -> None:
    found = diagnosed(sound, sound.pay(sound.wants_a_course("£49.99")))
    assert found.verdict == "nothing is broken"


def test_a_full_refund_is_followed_to_the_mail(sound: Shop) -> None:
    payment = sound.refund(sound.pay(sound.wants_lessons("£40.00")))

    found = diagnosed(sound, payment)

    assert found.verdict == "nothing is broken"
    assert {it.state for it in found.findings if it.link.startswith("refund")} == {State.OK}
    assert found.state_of(Link.REFUND_GOODS) is State.OK


def test_a_partial_refund_leaves_the_goods(sound: Shop) -> None:
    payment = sound.refund(sound.pay(sound.wants_lessons("£40.00")), Money(500))

    found = diagnosed(sound, payment)

    assert found.verdict == "nothing is broken"
    assert found.state_of(Link.REFUND_RECORD) is State.OK
    assert found.state_of(Link.REFUND_GOODS) is None


def test_two_payments_of_one_customer_are_told_apart(sound: Shop) -> None:
    sam, tina = sound.person("Sam"), sound.teacher()
    first = sound.pay(sound.wants_lessons("£40.00", student=sam, teacher=tina))
    second = sound.pay(sound.wants_lessons("£20.00", student=sam, teacher=tina))

    assert diagnosed(sound, first).verdict == "nothing is broken"
    assert diagnosed(sound, second).verdict == "nothing is broken"


def test_who_has_not_paid_is_waited_for(sound: Shop) -> None:
    found = diagnosed(sound, sound.wants_lessons("£40.00"))
    assert found.broken is None
    assert found.verdict == "not paid: nobody has tried to pay yet; the Checkout is open"


def test_a_declined_card_is_named_with_the_banks_reason(sound: Shop) -> None:
    payment = sound.wants_lessons("£40.00")
    assert sound.try_card(payment, DECLINED).status_code == 402

    found = diagnosed(sound, payment)

    assert found.broken
    assert found.broken.link is Link.PAID
    assert "generic_decline" in found.broken.says


def test_a_declined_card_before_the_payment_does_no_harm(sound: Shop) -> None:
    payment = sound.wants_lessons("£40.00")
    assert sound.try_card(payment, DECLINED).status_code == 402
    assert sound.try_card(payment, VISA).status_code == 200
    sound.wait_for("checkout.session.completed", payment)
    sound.wait_for("payment_intent.succeeded", payment)

    assert diagnosed(sound, payment).verdict == "nothing is broken"
