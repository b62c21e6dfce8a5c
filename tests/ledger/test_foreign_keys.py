from __future__ import annotations

import uuid

import pytest

from pennydrop.errors import LedgerMismatch
from pennydrop.ledger import Ledger

from .conftest import Site


def test_a_reference_to_nowhere_is_refused_with_table_column_and_value(ledger: Ledger, site: Site) -> None:
    with pytest.raises(
        LedgerMismatch, match=r"courses_course\.instructor_id points to auth_user\.id 4711, which does not exist"
    ):
        ledger.put("courses_course", instructor_id=4711)

    assert site.ask("SELECT count(*) FROM courses_course") == 0


def test_only_the_faulty_reference_of_a_transaction_is_named(ledger: Ledger) -> None:
    nowhere = uuid.uuid4()

    def write() -> None:
        with ledger.writing() as book:
            teacher = book.put("auth_user", username="ada")
            book.put("courses_course", instructor_id=teacher.id)
            book.put("courses_topic", course_id=nowhere)

    with pytest.raises(LedgerMismatch) as raised:
        write()

    assert str(raised.value) == f"courses_topic.course_id points to courses_course.id {nowhere}, which does not exist"


def test_a_change_to_a_reference_is_checked_too(ledger: Ledger) -> None:
    user = ledger.put("auth_user", username="ada")
    ledger.put("accounts_userprofile", user_id=user.id)

    with pytest.raises(LedgerMismatch, match=r"accounts_userprofile\.user_id points to auth_user\.id 4711"):
        ledger.change("accounts_userprofile", where={"user_id": user.id}, user_id=4711)


def test_a_row_somebody_points_to_cannot_be_removed(ledger: Ledger) -> None:
    user = ledger.put("auth_user", username="ada")
    ledger.put("accounts_userprofile", user_id=user.id)

    with pytest.raises(LedgerMismatch, match=r"(?i)foreign key"), ledger.writing() as book:
        book.remove("auth_user", id=user.id)

    assert ledger.count("auth_user") == 1


def test_a_child_may_be_written_before_its_parent(ledger: Ledger) -> None:
    course = uuid.uuid4()

    with ledger.writing() as book:
        book.put("courses_topic", course_id=course)
        teacher = book.put("auth_user", username="ada")
        book.put("courses_course", id=course, instructor_id=teacher.id)

    assert ledger.row("courses_topic").course_id == course
