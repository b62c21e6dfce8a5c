"""Private lessons: applying, asking, buying."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from fixtures.lesson_rows import put_application, put_lessons, put_subject
from pages.lesson_answer import LessonAnswer
from pages.lesson_booking import LessonBooking
from pages.lesson_cancellation import CancellationForm, CancellationReview
from pages.lesson_cart import LessonCart
from pages.lesson_receipt import LessonReceipt
from pages.lesson_requests import LessonRequests
from pages.teacher_application import ApplicationForm, ApplicationReview
from pennydrop.money import Money
from tests.pages.rows import put_in_lesson_cart, put_order
from tests.pages.scene import Scene
from tests.pages.visit import Facts
from tests.pages.visits import SiteVisit as Visit

FEES = [Money(4000), Money(2000)]


def studying(scene: Scene) -> Facts:
    scene.write(put_application, scene.student, scene.teacher)
    subject = scene.write(put_subject, scene.teacher, FEES[0])
    start = datetime.now(UTC) + timedelta(days=20)
    return {"teacher": scene.teacher, "subject": subject.id, "row": 0, "start": start, "minutes": 60}


def studying_child(scene: Scene) -> Facts:
    scene.write(put_application, scene.guardian, scene.teacher, scene.child)
    return {"teacher": scene.teacher, "child": scene.child}


def application(scene: Scene) -> Facts:
    row = scene.write(put_application, scene.student, scene.teacher, status="pending")
    return {"application": row.id, "status": "accepted"}


def asked(scene: Scene) -> Facts:
    return _lessons(scene, approval="Pending")


def accepted(scene: Scene) -> Facts:
    return _lessons(scene)


def in_cart(scene: Scene) -> Facts:
    facts = _lessons(scene)
    scene.write(put_in_lesson_cart, scene.student, facts["rows"])
    return facts


def paid(scene: Scene) -> Facts:
    facts = _lessons(scene)
    return facts | {"order": scene.write(put_order, scene.student, facts["rows"], "completed").id}


def unpaid(scene: Scene) -> Facts:
    facts = _lessons(scene)
    return facts | {"order": scene.write(put_order, scene.student, facts["rows"], "pending").id}


def asked_to_cancel(scene: Scene) -> Facts:
    facts = paid(scene)
    request = {
        "lesson_id": facts["lesson"],
        "student_id": scene.student,
        "teacher_id": scene.teacher,
        "request_type": "cancel_refund",
        "status": "pending",
    }
    row = scene.write(lambda book: book.put("private_teaching_lessoncancellationrequest", **request))
    return facts | {"cancellation": row.id}


def strangers(scene: Scene) -> Facts:
    return {"teacher": scene.teacher, "child": scene.child}


def nothing(_scene: Scene) -> Facts:
    return {}


def _lessons(scene: Scene, approval: str = "Accepted") -> Facts:
    scene.write(put_application, scene.student, scene.teacher)
    rows = scene.write(put_lessons, scene.student, scene.teacher, FEES, approval=approval)
    return {
        "rows": rows,
        "request": rows[0].lesson_request_id,
        "lesson": rows[0].id,
        "day": rows[0].lesson_date,
        "decision": "Rejected",
        "minutes": 90,
        "start": datetime.now(UTC) + timedelta(days=30),
    }


VISITS = [
    Visit(ApplicationForm, strangers, "student", "open:teacher", do="submit"),
    Visit(ApplicationForm, strangers, "student", "open:teacher", do="submit_without_terms"),
    Visit(ApplicationForm, strangers, "guardian", "open:teacher", do="choose_child:child"),
    Visit(ApplicationReview, application, "teacher", "open:application", do="decide:status"),
    Visit(
        LessonBooking,
        studying,
        "student",
        "open:teacher",
        one="submit_button",
        do="fill:row,subject,start,minutes submit",
    ),
    Visit(LessonBooking, studying_child, "guardian", "open:teacher", do="choose_child:child"),
    Visit(
        LessonAnswer,
        asked,
        "teacher",
        "open:request",
        one="save_button",
        do="decide:day,decision change_duration:day,minutes save",
    ),
    Visit(LessonRequests, accepted, one="cart_is_empty add_button:lesson", do="add_all_to_cart:request"),
    Visit(LessonRequests, accepted, do="add_to_cart:lesson"),
    Visit(LessonCart, in_cart, one="content remove_button:lesson", do="pay"),
    Visit(LessonCart, in_cart, do="remove:lesson"),
    Visit(LessonCart, in_cart, do="clear"),
    Visit(LessonCart, nothing, one="empty_notice"),
    Visit(
        LessonReceipt,
        paid,
        "student",
        "open:order",
        one="heading completed_badge",
        many="paid_lessons",
        none="pending_badge",
    ),
    Visit(LessonReceipt, unpaid, "student", "open:order", one="pending_badge", none="completed_badge paid_lessons"),
    Visit(LessonReceipt, unpaid, "student", "open_cancel_page:order"),
    Visit(
        CancellationForm,
        paid,
        "student",
        "open:lesson",
        one="promise submit_button",
        do="choose_cancellation ask_to_cancel",
    ),
    Visit(CancellationForm, paid, "student", "open:lesson", none="pending_notice", do="ask_to_move:start"),
    Visit(CancellationForm, asked_to_cancel, "student", "open:lesson", one="pending_notice", none="submit_button"),
    Visit(CancellationReview, asked_to_cancel, "teacher", "open:cancellation", one="approve_button", do="reject"),
    Visit(CancellationReview, asked_to_cancel, "teacher", "open:cancellation", do="approve"),
]
