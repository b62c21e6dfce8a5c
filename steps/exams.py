"""Exams: registered by a teacher, paid by the student, and what their pages say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect
from pytest_bdd import given, then, when

from pages.exam import ExamForm, ExamPage, ExamReceipt, MyExams
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from fixtures.exams import Exams
    from fixtures.people import People
    from fixtures.teaching import Teaching
    from fixtures.visits import Visits
    from pennydrop.money import Money
    from pennydrop.vocabulary.cast import Cast
    from pennydrop.vocabulary.purchase import Purchase


@given(sentence("{teacher:w} has registered {student:w} for an exam at {fee:Money}"))
def has_registered(exams: Exams, people: People, cast: Cast, teacher: str, student: str, fee: Money) -> None:
    """For grade 5; the fee is still to be paid. At £0.00 there is nothing to pay."""
    exams.register(people.learner(student), cast[teacher], fee)


@when(sentence("{teacher:w} registers {student:w} for an exam at {fee:Money}"))
def registers(
    visits: Visits, exams: Exams, teaching: Teaching, cast: Cast, teacher: str, student: str, fee: Money
) -> None:
    """By the teacher's form."""
    board = exams.board_id()
    form = ExamForm(visits.of(cast[teacher]))
    form.open()
    form.submit(
        student=str(cast[student].id),
        subject=str(teaching.subject_id(cast[teacher])),
        exam_board=str(board),
        grade_type="practical",
        grade_level="5",
        fee_amount=str(fee.major),
    )
    exams.look_up(cast[teacher])


@then(sentence("{student:w} sees the exam as paid"))
def sees_exam_paid(visits: Visits, exams: Exams, purchase: Purchase, cast: Cast, student: str) -> None:
    """On the page Stripe leads back to, once the site has heard from Stripe, and the fee is not asked for again."""
    purchase.wait_for_answers()
    page = visits.of(cast[student])
    receipt = ExamReceipt(page)
    receipt.open(exams.exam.id)
    expect(receipt.confirmation.first, "a confirmed payment is shown as one").to_be_visible()
    _expect_open_fee(page, exams, asked=False)


@then(sentence("{student:w} is not told that the exam is paid"))
def is_told_nothing(visits: Visits, exams: Exams, cast: Cast, student: str) -> None:
    """On the page where the student is."""
    receipt = ExamReceipt(visits.of(cast[student]))
    expect(receipt.confirmation, "without a confirmed payment nothing is said to be paid").to_have_count(0)


@then(sentence("{student:w} is asked to pay for the exam"))
def is_asked_to_pay(visits: Visits, exams: Exams, cast: Cast, student: str) -> None:
    """The list of exams says so, and the exam's page has the button."""
    _expect_open_fee(visits.of(cast[student]), exams, asked=True)


@then(sentence("{student:w} is not asked to pay for the exam"))
def is_not_asked_to_pay(visits: Visits, exams: Exams, purchase: Purchase, cast: Cast, student: str) -> None:
    """Neither by the list of exams nor by the exam's page."""
    purchase.wait_for_answers()
    _expect_open_fee(visits.of(cast[student]), exams, asked=False)


def _expect_open_fee(page: Page, exams: Exams, asked: bool) -> None:
    rule = "an open fee is asked for until it is paid, and then no more"
    mine, exam = MyExams(page), ExamPage(page)
    mine.open()
    expect(mine.payment_required, rule).to_have_count(int(asked))
    exam.open(exams.exam.id)
    expect(exam.pay_button, rule).to_have_count(int(asked))
