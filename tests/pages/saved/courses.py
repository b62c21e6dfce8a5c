"""Courses: enrolling, the lessons behind the door, leaving again."""

from __future__ import annotations

from pages.course import CourseLesson, CoursePage
from pages.course_cancellation import CourseCancellation
from tests.pages.saved import FIRST, SECOND, Saved, button, form, tick
from tests.pages.saved import SavedVisit as Visit

PAGE, ENROL = "/courses/reeds/", "/courses/reeds/enroll/"
TERMS = tick("terms_accepted", "I accept the Course Terms &amp; Conditions")
OTHERS = '<input type="checkbox" name="accordion">' + form("/courses/other/enroll/", button("Enroll Now"))
adult = {PAGE: OTHERS + form(ENROL, TERMS + button("Enroll Now")), ENROL: "<h1>Enrollment Confirmed!</h1>"}
CHILDREN = tick("child_id", "Charlie", "radio", FIRST) + tick("child_id", "Ann", "radio", SECOND)
guardian = {
    PAGE: f'<a href="{ENROL}">Enroll a Child</a><a href="/courses/other/enroll/">Enroll a Child Now</a>',
    ENROL: form("/enrolled/", CHILDREN + TERMS + button("Enroll Selected Child")),
}
lesson = {f"/courses/lesson/{FIRST}/": "<p>Hold the recorder like a flute.</p>"}
CANCEL = f"/courses/enrollment/{SECOND}/request-cancellation/"
STATUS = f"/courses/cancellation/{FIRST}/status/"
leaving = {
    "/courses/my-courses/": f'<a href="/courses/enrollment/{FIRST}/request-cancellation/">Cancel</a>'
    f'<a href="{CANCEL}">Cancel</a>',
    CANCEL: "<h1>Cancel Course Enrollment</h1>"
    + form(STATUS, "<textarea name=reason required></textarea>" + button("Submit Cancellation Request")),
}
FACTS = {"slug": "reeds", "child": SECOND, "lesson": FIRST, "enrollment": SECOND, "reason": "Too little time."}

VISITS = [
    Visit(
        CoursePage,
        Saved(adult, FACTS, ENROL),
        open="open:slug",
        one="enrol_button:slug",
        none="enrol_child_link",
        do="enrol:slug",
    ),
    Visit(CoursePage, Saved(adult, FACTS, ENROL), open="open:slug", do="enrol_for_free:slug"),
    Visit(
        CoursePage,
        Saved(guardian, FACTS, "/enrolled/"),
        open="open:slug",
        one="enrol_child_link",
        do="enrol_child:child",
    ),
    Visit(CourseLesson, Saved(lesson, FACTS | {"words": "like a flute"}), open="open:lesson", one="text:words"),
    Visit(CourseCancellation, Saved(leaving, FACTS, STATUS), open="open:enrollment", one="heading", do="submit:reason"),
    Visit(CourseCancellation, Saved(leaving, FACTS), open="open:enrollment", do="submit_twice:reason"),
]
