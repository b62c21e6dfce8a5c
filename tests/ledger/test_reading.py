from __future__ import annotations

import pytest

from pennydrop.errors import LedgerMismatch
from pennydrop.eventually import DeadlinePassed
from pennydrop.ledger import Ledger
from pennydrop.money import Money

from .conftest import Site


@pytest.fixture(autouse=True)
def three_payments(ledger: Ledger) -> None:
    with ledger.writing() as book:
        for number, status in enumerate(("completed", "pending", "pending"), start=1):
            book.put(
                "payments_stripepayment",
                stripe_payment_intent_id=f"pi_{number}",
                status=status,
                total_amount=Money(number * 1000),
            )


def test_the_one_row_is_returned(ledger: Ledger) -> None:
    payment = ledger.row("payments_stripepayment", stripe_payment_intent_id="pi_2")

    assert (payment.status, payment.money("total_amount")) == ("pending", Money(2000))


def test_a_list_means_one_of_and_none_means_null(ledger: Ledger) -> None:
    assert ledger.count("payments_stripepayment", stripe_payment_intent_id=["pi_1", "pi_3", "pi_9"]) == 2
    assert ledger.count("payments_stripepayment", refund_amount=None) == 3
    assert ledger.count("payments_stripepayment", status=[]) == 0


def test_rows_and_counts_agree(ledger: Ledger) -> None:
    pending = ledger.rows("payments_stripepayment", status="pending")

    assert {row.stripe_payment_intent_id for row in pending} == {"pi_2", "pi_3"}
    assert ledger.count("payments_stripepayment", status="pending") == 2
    assert ledger.count("payments_stripepayment") == 3


def test_a_missing_row_is_an_assertion_that_says_how_many_there_are(ledger: Ledger) -> None:
    with pytest.raises(AssertionError, match="stripe_payment_intent_id='pi_9': expected one row, found none among 3"):
        ledger.row("payments_stripepayment", stripe_payment_intent_id="pi_9")


def test_a_missing_row_shows_the_nearest_ones(ledger: Ledger) -> None:
    with pytest.raises(AssertionError) as raised:
        ledger.row("payments_stripepayment", stripe_payment_intent_id="pi_2", status="completed")

    assert "expected one row, found none. Nearest:" in str(raised.value)
    assert "stripe_payment_intent_id='pi_2', status='pending'" in str(raised.value)


def test_several_rows_are_an_assertion_that_lists_them(ledger: Ledger) -> None:
    for look in (ledger.row, ledger.find):
        with pytest.raises(AssertionError, match=r"expected one row, found 2:\n  id=.*status='pending'"):
            look("payments_stripepayment", status="pending")


def test_finding_nothing_is_none(ledger: Ledger) -> None:
    assert ledger.find("payments_stripepayment", stripe_payment_intent_id="pi_9") is None


def test_an_unknown_column_in_a_condition_is_named(ledger: Ledger) -> None:
    with pytest.raises(LedgerMismatch, match="no column 'payment_status'"):
        ledger.rows("payments_stripepayment", payment_status="completed")


def test_a_look_sees_what_the_site_committed_since_the_last_one(ledger: Ledger, site: Site) -> None:
    assert ledger.count("payments_stripepayment", status="completed") == 1

    site.do("UPDATE payments_stripepayment SET status = 'completed'")

    assert ledger.count("payments_stripepayment", status="completed") == 3


def test_waiting_ends_when_the_row_has_the_expected_values(ledger: Ledger, site: Site) -> None:
    site.do("UPDATE payments_stripepayment SET status = 'completed' WHERE stripe_payment_intent_id = 'pi_2'")

    row = ledger.wait_for(
        "payments_stripepayment",
        where={"stripe_payment_intent_id": "pi_2"},
        status="completed",
        total_amount=Money(2000),
    )

    assert row.stripe_payment_intent_id == "pi_2"


def test_waiting_in_vain_says_what_was_seen_last(ledger: Ledger) -> None:
    with pytest.raises(DeadlinePassed, match=r"has status='refunded'.*Last seen: .*status is 'pending'"):
        ledger.wait_for("payments_stripepayment", where={"stripe_payment_intent_id": "pi_2"}, status="refunded")


def test_waiting_for_a_misspelt_column_does_not_wait(ledger: Ledger) -> None:
    with pytest.raises(LedgerMismatch, match="no column 'state'"):
        ledger.wait_for("payments_stripepayment", where={"stripe_payment_intent_id": "pi_2"}, state="refunded")
