from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest

from pennydrop.errors import LedgerMismatch, LiveDatabaseRefused
from pennydrop.ledger import Ledger
from pennydrop.money import Money

from .conftest import Site


def test_a_put_row_comes_back_whole_with_its_generated_keys(ledger: Ledger) -> None:
    user = ledger.put("auth_user", username="ada@example.com", is_active=True)

    assert isinstance(user.id, int)
    assert user.username == user["username"] == "ada@example.com"
    assert user.last_login is None


def test_columns_nobody_named_are_filled_by_type(ledger: Ledger) -> None:
    before = datetime.now(UTC)

    user = ledger.put("auth_user", username="ada")
    payment = ledger.put("payments_stripepayment", stripe_payment_intent_id="pi_1", total_amount=Money(6000))

    assert (user.email, user.password, user.is_active) == ("", "", False)
    assert before <= user.date_joined <= datetime.now(UTC)
    assert isinstance(payment.id, uuid.UUID)
    assert payment.metadata == {}
    assert payment.refund_amount is payment.notes is payment.completed_at is None


def test_unique_columns_are_filled_with_tokens_that_fit(ledger: Ledger) -> None:
    users = [ledger.put("auth_user", username=name) for name in ("ada", "bob")]

    codes = [ledger.put("accounts_userprofile", user_id=user.id).referral_code for user in users]

    assert [len(code) for code in codes] == [8, 8]
    assert codes[0] != codes[1]


def test_a_slug_nobody_named_can_stand_in_an_address(ledger: Ledger) -> None:
    teacher = ledger.put("auth_user", username="ada")

    course = ledger.put("courses_course", instructor_id=teacher.id)
    topic = ledger.put("courses_topic", course_id=course.id)  # need not be unique here

    assert course.slug.isalnum()
    assert topic.slug.isalnum()


def test_a_missing_foreign_key_is_named_before_anything_is_written(ledger: Ledger, site: Site) -> None:
    with pytest.raises(LedgerMismatch, match=r"courses_course\.instructor_id points to auth_user\.id: must be given"):
        ledger.put("courses_course", title="Recorder")

    assert site.ask("SELECT count(*) FROM courses_course") == 0


def test_a_row_cannot_be_given_a_number(ledger: Ledger) -> None:
    with pytest.raises(LedgerMismatch, match=r"auth_user\.id is numbered by the database: leave it out"):
        ledger.put("auth_user", id=4711)


def test_a_misspelt_column_is_answered_with_similar_ones(ledger: Ledger) -> None:
    with pytest.raises(LedgerMismatch, match="courses_course has no column 'instructor'; did you mean 'instructor_id'"):
        ledger.put("courses_course", instructor=1)


def test_a_misspelt_table_is_answered_with_similar_ones(ledger: Ledger) -> None:
    with pytest.raises(LedgerMismatch, match="no table 'courses_courses'; did you mean 'courses_course'"):
        ledger.put("courses_courses", title="Recorder")


def test_one_transaction_holds_several_rows_or_none(ledger: Ledger, site: Site) -> None:
    class Interrupted(Exception):
        pass

    def write() -> None:
        with ledger.writing() as book:
            user = book.put("auth_user", username="ada")
            book.put("accounts_userprofile", user_id=user.id)
            raise Interrupted

    with pytest.raises(Interrupted):
        write()

    assert site.ask("SELECT count(*) FROM auth_user") == 0


def test_a_change_says_how_many_rows_it_reached(ledger: Ledger) -> None:
    for name in ("ada", "bob"):
        ledger.put("auth_user", username=name)

    assert ledger.change("auth_user", where={"username": ["ada", "bob"]}, is_active=True) == 2
    assert ledger.count("auth_user", is_active=True) == 2


def test_a_change_that_reaches_nothing_is_an_error(ledger: Ledger) -> None:
    with pytest.raises(LedgerMismatch, match="auth_user has no row with username='nobody'"):
        ledger.change("auth_user", where={"username": "nobody"}, is_active=True)


def test_removing_needs_a_condition(ledger: Ledger) -> None:
    ledger.put("auth_user", username="ada")

    with ledger.writing() as book:
        with pytest.raises(LedgerMismatch, match="every row"):
            book.remove("auth_user")
        assert book.remove("auth_user", username="ada") == 1

    assert ledger.count("auth_user") == 0


def test_a_shared_row_is_found_or_made_once(ledger: Ledger) -> None:
    with ledger.writing() as book:
        made = book.find_or_put("auth_user", where={"username": "abrsm"}, email="exams@example.com")
    with ledger.writing() as book:
        found = book.find_or_put("auth_user", where={"username": "abrsm"}, email="other@example.com")

    assert (found.id, found.email) == (made.id, "exams@example.com")


def test_a_shared_row_that_cannot_be_made_is_an_error(ledger: Ledger) -> None:
    ledger.put("auth_user", username="abrsm")

    with pytest.raises(LedgerMismatch, match="auth_user"), ledger.writing() as book:
        book.find_or_put("auth_user", where={"email": "exams@example.com"}, username="abrsm")


def test_registered_defaults_come_before_neutral_values_and_after_the_givens(ledger: Ledger) -> None:
    ledger.register_defaults({"auth_user": {"is_active": True, "email": lambda: "default@example.com"}})

    assert ledger.put("auth_user", username="ada").is_active is True
    assert ledger.put("auth_user", username="bob").email == "default@example.com"
    assert ledger.put("auth_user", username="cyd", is_active=False).is_active is False


def test_defaults_for_columns_a_smaller_site_lacks_are_passed_over(ledger: Ledger) -> None:
    ledger.register_defaults({"auth_user": {"newsletter": True}, "a_table_it_lacks": {"icon": "book"}})

    assert "newsletter" not in ledger.put("auth_user", username="ada")


def test_a_broken_unique_rule_is_named(ledger: Ledger) -> None:
    ledger.put("auth_user", username="ada")

    with pytest.raises(LedgerMismatch, match=r"auth_user: refused with .*username"):
        ledger.put("auth_user", username="ada")


def test_a_rule_over_two_columns_holds(ledger: Ledger) -> None:
    course = ledger.put("courses_course", instructor_id=ledger.put("auth_user", username="ada").id)
    ledger.put("courses_topic", course_id=course.id, topic_number=1)
    ledger.put("courses_topic", course_id=course.id, topic_number=2)

    with pytest.raises(LedgerMismatch, match="courses_topic: refused"):
        ledger.put("courses_topic", course_id=course.id, topic_number=2)


def test_a_read_only_ledger_never_writes(ledger: Ledger) -> None:
    watching = Ledger(ledger.url, read_only=True)

    with pytest.raises(LiveDatabaseRefused, match="never writes to the site's database"):
        watching.put("auth_user", username="ada")

    assert watching.count("auth_user") == 0
    watching.close()
