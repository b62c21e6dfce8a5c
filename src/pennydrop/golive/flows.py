"""Lines of the checklist that rest on scenarios of the smoke run, and how they are judged."""

from __future__ import annotations

from datetime import timedelta

from pennydrop.errors import PennydropError
from pennydrop.golive.check import Answer, Check, Section, by_hand, check, failed, passed, waiting
from pennydrop.golive.examination import Examination
from pennydrop.golive.smoke import MEND, RUN, Outcome, age, smoke_run

LESSONS = "lessons/buying_lessons::two_lessons_bought_together_are_paid_once_and_everybody_is_told"
WORKSHOP = "workshops/buying_sessions::a_place_in_a_session_is_paid_and_confirmed"
SEVERAL = "workshops/buying_sessions::three_sessions_in_one_cart_are_one_payment_and_three_places"
COURSE = "courses/enrolling::paying_for_a_course_opens_its_lessons"
EXAM = "exams/paying_the_fee::a_paid_fee_is_confirmed_to_student_and_teacher"
REQUEST = "lessons/asking_for_lessons::the_teacher_hears_of_a_request"
CART = "lessons/lesson_cart::what_remains_in_the_cart_is_added_up_anew"
BANK = "lessons/strong_authentication::a_payment_confirmed_with_the_bank_is_like_any_other"
REFUSED = "lessons/refused_cards::a_refused_card_buys_nothing_and_the_customer_is_told"
REPEATED = "webhooks/repeated_events::the_same_events_once_more_change_nothing"
REFUND = "refunds/dashboard_refunds::a_course_refunded_in_full_is_closed_again"
PARTIAL = "refunds/dashboard_refunds::a_partial_refund_leaves_the_goods_with_the_customer"
SCENARIOS = (LESSONS, WORKSHOP, SEVERAL, COURSE, EXAM, REQUEST, CART, BANK, REFUSED, REPEATED, REFUND, PARTIAL)
"""All of them: each is tagged @smoke."""


def proven_by(id: str, section: Section, says: str, *scenarios: str) -> Check:
    """A check that passes when these scenarios were in the smoke run, and passed."""

    @check(id, section, says)
    def look(examination: Examination) -> Answer:
        try:
            run = examination.once(smoke_run)
        except PennydropError as unreadable:
            return waiting(str(unreadable), on=whole_run.id)
        if run is None:
            return by_hand("no report of a smoke run is named", mend=MEND)
        if missing := run.missing(scenarios):
            return failed(f"not in the smoke run: {', '.join(missing)}", mend=f"tag them @smoke, and {MEND}")
        if wrong := run.wrong(scenarios):
            return failed("; ".join(wrong), mend=f"mend what the report of the run says, then `{RUN}` again")
        return passed(f"passed in the smoke run of {run.began:%d %B %Y %H:%M} UTC: {', '.join(scenarios)}")

    return look


@check("flows-smoke-run", Section.FLOWS, "The smoke run in test mode is recent, and all of it passed.")
def whole_run(examination: Examination) -> Answer:
    run = examination.once(smoke_run)
    if run is None:
        return by_hand("no report of a smoke run is named", mend=MEND)
    old, most = age(run, examination.now), timedelta(hours=examination.golive.smoke_max_age)
    began = f"{run.began:%d %B %Y %H:%M} UTC"
    if old > most:
        return failed(
            f"it is of {began}: {_hours(old)} ago, and may be {_hours(most)} old",
            mend=f"`{RUN}` again, after the last change of the site",
        )
    if old < timedelta(minutes=-5):
        return failed(f"it is of {began}, which is in the future", mend=f"check the clock, then `{RUN}` again")
    if wrong := run.wrong(run.outcomes):
        return failed("; ".join(wrong), mend=f"mend what the report of the run says, then `{RUN}` again")
    scenarios = sum(map(len, run.outcomes.values()))
    if not scenarios:
        return failed(f"the run of {began} had no scenarios", mend=MEND)
    return passed(f"{scenarios} scenarios {Outcome.PASSED}, {began}")


def _hours(span: timedelta) -> str:
    return f"{span.total_seconds() / 3600:.1f} h"
