"""Exams: registering for one, and paying its fee."""

from __future__ import annotations

from datetime import UTC, datetime

from fixtures.exams import TABLE, put_board, put_exam
from fixtures.lesson_rows import put_application, put_subject
from pages.exam import ExamForm, ExamPage, ExamReceipt, MyExams
from pennydrop.money import Money
from tests.pages.scene import Scene
from tests.pages.visit import Facts
from tests.pages.visits import SiteVisit as Visit

FEE = Money(5500)


def unregistered(scene: Scene) -> Facts:
    scene.write(put_application, scene.student, scene.teacher)
    subject = scene.write(put_subject, scene.teacher, FEE)
    fields = {
        "student": scene.student,
        "subject": subject.id,
        "exam_board": scene.write(put_board).id,
        "grade_type": "practical",
        "grade_level": 5,
        "fee_amount": "55.00",
    }
    return {"fields": {name: str(value) for name, value in fields.items()}}


def unpaid(scene: Scene) -> Facts:
    return {"exam": scene.write(put_exam, scene.student, scene.teacher, FEE).id}


def paid(scene: Scene) -> Facts:
    facts = unpaid(scene)
    columns = {"payment_status": "completed", "payment_amount": FEE.major, "paid_at": datetime.now(UTC)}
    scene.write(lambda book: book.change(TABLE, {"id": facts["exam"]}, **columns))
    return facts


VISITS = [
    Visit(ExamForm, unregistered, "teacher", do="submit:**fields"),
    Visit(ExamPage, unpaid, open="open:exam", one="pay_button", do="pay"),
    Visit(ExamPage, paid, open="open:exam", none="pay_button"),
    Visit(MyExams, unpaid, one="payment_required"),
    Visit(MyExams, paid, none="payment_required"),
    Visit(ExamReceipt, paid, open="open:exam", many="confirmation"),
]
