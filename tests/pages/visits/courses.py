"""Courses: enrolling, the lessons behind the door, leaving again."""

from __future__ import annotations

from datetime import UTC, datetime

from fixtures.courses import put_course
from pages.course import CourseLesson, CoursePage
from pages.course_cancellation import CourseCancellation
from pennydrop.money import Money
from tests.pages.scene import Scene
from tests.pages.visit import Facts
from tests.pages.visits import SiteVisit as Visit

WORDS = "Hold the recorder like a flute."


def priced(scene: Scene) -> Facts:
    return _course(scene, Money(4999))


def free(scene: Scene) -> Facts:
    return _course(scene, Money(0))


def for_a_child(scene: Scene) -> Facts:
    return _course(scene, Money(4999)) | {"child": scene.child}


def enrolled(scene: Scene) -> Facts:
    facts, student = _course(scene, Money(4999)), scene.student
    enrollment = scene.write(
        lambda book: book.put(
            "courses_courseenrollment",
            course_id=facts["course"],
            student_id=student,
            payment_status="completed",
            payment_amount=Money(4999).major,
            paid_at=datetime.now(UTC),
            enrolled_at=datetime.now(UTC),
            is_active=True,
        )
    )
    return facts | {"enrollment": enrollment.id, "reason": "Too little time."}


def _course(scene: Scene, price: Money) -> Facts:
    teacher, slug = scene.teacher, f"reeds-{scene.tag}"
    course, lesson = scene.write(put_course, teacher, f"Reeds {scene.tag}", slug, price, WORDS)
    return {"course": course.id, "slug": slug, "lesson": lesson.id, "words": WORDS}


VISITS = [
    Visit(CoursePage, priced, open="open:slug", one="enrol_button:slug", do="enrol:slug"),
    Visit(CoursePage, free, open="open:slug", do="enrol_for_free:slug"),
    Visit(CoursePage, for_a_child, "guardian", "open:slug", one="enrol_child_link", do="enrol_child:child"),
    Visit(CourseLesson, enrolled, open="open:lesson", many="text:words"),
    Visit(CourseCancellation, enrolled, open="open:enrollment", one="heading", do="submit:reason"),
    Visit(CourseCancellation, enrolled, open="open:enrollment", do="submit_twice:reason"),
]
