from __future__ import annotations

import pytest

from pennydrop.errors import LedgerMismatch
from pennydrop.ledger import Book, Ledger


def a_course(book: Book) -> None:
    teacher = book.put("auth_user", username="ada")
    book.put("courses_course", instructor_id=teacher.id, title="Recorder")


def a_course_with_a_colour(book: Book) -> None:
    teacher = book.put("auth_user", username="bob")
    book.put("courses_course", instructor_id=teacher.id, colour="blue")


def a_course_of_nobody(book: Book) -> None:
    book.put("courses_course", instructor_id=4711)


def two_people_of_one_name(book: Book) -> None:
    book.put("auth_user", username="eve")
    book.put("auth_user", username="eve")


def test_givens_that_fit_leave_nothing_behind(ledger: Ledger) -> None:
    ledger.check([a_course])

    assert ledger.count("courses_course") == ledger.count("auth_user") == 0


def test_every_given_that_does_not_fit_is_named_with_table_and_column(ledger: Ledger) -> None:
    with pytest.raises(LedgerMismatch) as raised:
        ledger.check([a_course_with_a_colour, a_course, a_course_of_nobody, two_people_of_one_name])

    said = str(raised.value)
    assert "a_course_with_a_colour: courses_course has no column 'colour'" in said
    assert "a_course_of_nobody: courses_course.instructor_id points to auth_user.id 4711" in said
    assert "two_people_of_one_name: auth_user: refused with" in said
    assert "a_course:" not in said
    assert ledger.count("auth_user") == 0


def test_a_reference_into_an_earlier_given_of_the_rehearsal_holds(ledger: Ledger) -> None:
    people: list[int] = []

    ledger.check(
        [
            lambda book: people.append(book.put("auth_user", username="ada").id),
            lambda book: book.put("courses_course", instructor_id=people[0]),
        ]
    )


def test_what_thens_read_is_required_in_one_go(ledger: Ledger) -> None:
    ledger.require({"payments_stripepayment": ["status", "refund_amount"]})

    with pytest.raises(LedgerMismatch) as raised:
        ledger.require({"payments_stripepayment": ["status", "refund_amont"], "payments_order": ["id"]})

    assert "payments_stripepayment has no column 'refund_amont'; did you mean 'refund_amount'" in str(raised.value)
    assert "no table 'payments_order'" in str(raised.value)
