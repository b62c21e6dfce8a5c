from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User

from pennydrop.demo.exams.models import ExamRegistration
from pennydrop.demo.payments.finance.periods import tax_year

from .shop import Shop
from .test_exams import exam_of, open_checkout


def figures(shop: Shop, user: User, path: str = "") -> dict[str, str]:
    page = shop.browser(user).get(f"/payments/finance/{path}").content.decode()
    pairs = re.findall(r'stat-title">([^<]+)</div>\s*<div class="stat-value">([^<]+)<', page)
    cards = re.findall(r'<h2>([^<]+)</h2>\s*<div class="stat-value">([^<]+)<', page)
    return dict(pairs + cards)


def reference_purchases(shop: Shop) -> tuple[User, list[dict[str, Any]]]:
    student, teacher = shop.student(), shop.teacher()
    sessions = [
        shop.open_lesson_checkout(student, shop.lesson(student, teacher)),
        shop.open_workshop_checkout(student, shop.session(teacher)),
        shop.open_course_checkout(student, shop.course(teacher)),
    ]
    for session in sessions:
        shop.complete(session)
    return teacher, sessions


def test_the_reference_purchases_show_the_same_figures_on_every_page(shop: Shop) -> None:
    teacher, _ = reference_purchases(shop)
    dashboard = figures(shop, teacher)
    assert dashboard["Total Revenue"] == dashboard["Net Profit"] == "£103.49"
    assert (dashboard["Platform Fee"], dashboard["Transactions"]) == ("£11.50", "3")
    assert (dashboard["Workshops"], dashboard["Courses"], dashboard["Private Teaching"]) == (
        "£22.50",
        "£44.99",
        "£36.00",
    )
    workshops = figures(shop, teacher, "workshops/")
    assert (workshops["Your Workshop Revenue"], workshops["Gross Revenue"]) == ("£22.50", "£25.00")
    assert workshops["Total Registrations"] == "1"
    courses = figures(shop, teacher, "courses/")
    assert (courses["Your Course Revenue"], courses["Gross Revenue"]) == ("£44.99", "£49.99")
    for path in ("private-teaching/", "private-teaching/by-subject/"):
        lessons = figures(shop, teacher, path)
        assert (lessons["Your Teaching Revenue"], lessons["Gross Revenue"]) == ("£36.00", "£40.00")


def report(shop: Shop, user: User, **period: date) -> list[str]:
    page = shop.browser(user).get("/payments/finance/profit-loss/export-csv/", period)
    assert page.headers["Content-Type"].startswith("text/csv")
    return page.text.splitlines()


def test_profit_and_loss_agrees_on_page_and_in_file(shop: Shop) -> None:
    teacher, _ = reference_purchases(shop)
    page = re.sub(r"\s*<[^>]+>\s*", "|", shop.browser(teacher).get("/payments/finance/profit-loss/").text)
    assert re.search(r"\|Courses\|+£44.99\|+£0.00\|+£44.99\|", page)
    assert re.search(r"\|TOTAL\|+£103.49\|+£0.00\|+£103.49\|", page)
    assert report(shop, teacher)[-5:] == [
        "Gross Revenue,£114.99",
        "Platform Fee (10%),£11.50",
        "Net Revenue,£103.49",
        "Total Expenses,£0.00",
        "Net Profit,£103.49",
    ]


def test_a_report_is_about_its_days_only(shop: Shop) -> None:
    teacher, _ = reference_purchases(shop)
    today = date.today()
    assert report(shop, teacher, start_date=today, end_date=today)[-1] == "Net Profit,£103.49"
    before = {"start_date": today - timedelta(days=9), "end_date": today - timedelta(days=1)}
    assert report(shop, teacher, **before)[-1] == "Net Profit,£0.00"
    nonsense = shop.browser(teacher).get("/payments/finance/profit-loss/?start_date=2026-02-31&end_date=soon")
    assert "£103.49" in nonsense.text


@pytest.mark.parametrize(("day", "first"), [(date(2026, 4, 5), date(2025, 4, 6)), (date(2026, 4, 6), date(2026, 4, 6))])
def test_the_tax_year_begins_on_the_sixth_of_april(day: date, first: date) -> None:
    assert tax_year(day) == (first, date(first.year + 1, 4, 5))


def test_exam_fees_are_teaching_revenue_of_their_own_kind(shop: Shop) -> None:
    student, teacher = shop.student(), shop.teacher()
    shop.complete(shop.open_lesson_checkout(student, shop.lesson(student, teacher)))
    shop.complete(open_checkout(shop, exam_of(shop, student, teacher)))
    assert "Lessons £36.00, Exam Fees £49.50" in shop.browser(teacher).get("/payments/finance/").text
    assert figures(shop, teacher)["Private Teaching"] == "£85.50"
    for path in ("private-teaching/", "private-teaching/by-subject/"):
        page = figures(shop, teacher, path)
        assert (page["Your Teaching Revenue"], page["Gross Revenue"], page["Total Lessons"]) == (
            "£85.50",
            "£95.00",
            "1",
        )


def test_a_sale_leaves_the_range_with_its_day(shop: Shop) -> None:
    exam = exam_of(shop, shop.student(), shop.teacher())
    shop.complete(open_checkout(shop, exam))
    exam.refresh_from_db()
    assert exam.paid_at
    ExamRegistration.objects.filter(pk=exam.pk).update(paid_at=exam.paid_at - timedelta(days=31))
    assert figures(shop, exam.teacher)["Total Revenue"] == "£0.00"
    assert figures(shop, exam.teacher, "?range=90")["Total Revenue"] == "£49.50"


def test_the_older_overview_agrees_with_the_dashboard(shop: Shop) -> None:
    teacher, _ = reference_purchases(shop)
    page = shop.browser(teacher).get("/accounts/teacher/revenue/").text
    assert re.findall(r'stat-value">([^<]+)<', page) == ["£103.49", "£11.50"]


def test_a_full_refund_takes_share_and_fee_away(shop: Shop) -> None:
    teacher, (_, workshop, course) = reference_purchases(shop)
    shop.refunded(workshop, 2500)
    shop.refunded(course, 4999)
    dashboard = figures(shop, teacher)
    assert (dashboard["Total Revenue"], dashboard["Platform Fee"]) == ("£36.00", "£4.00")
    assert dashboard["Workshops"] == dashboard["Courses"] == "£0.00"


def test_after_a_lesson_refund_the_platform_keeps_its_fee_only(shop: Shop) -> None:
    student, teacher = shop.student(), shop.teacher()
    lesson = shop.lesson(student, teacher)
    shop.complete(shop.open_lesson_checkout(student, lesson))
    url = f"/private-teaching/lesson/{lesson.pk}/cancel/"
    shop.browser(student).post(url, {"request_type": "cancel_refund"})
    request = lesson.cancellation_requests.get()
    shop.browser(teacher).post(
        f"/private-teaching/teacher/cancellation-requests/{request.pk}/respond/", {"action": "approve"}
    )
    dashboard = figures(shop, teacher)
    assert (dashboard["Total Revenue"], dashboard["Platform Fee"]) == ("£0.00", "£4.00")


def test_a_partial_refund_at_stripe_lowers_both_parts(shop: Shop) -> None:
    teacher, (lesson, _, _) = reference_purchases(shop)
    shop.refunded(lesson, 1000)
    dashboard = figures(shop, teacher)
    assert dashboard["Private Teaching"] == "£27.00"
    assert dashboard["Platform Fee"] == "£10.50"
    assert figures(shop, teacher, "private-teaching/")["Your Teaching Revenue"] == "£27.00"


def test_money_that_was_returned_never_counts(shop: Shop) -> None:
    teacher, first, second = shop.teacher(), shop.student(), shop.student("Late")
    session = shop.session(teacher, max_participants=1)
    winner, loser = shop.open_workshop_checkout(first, session), shop.open_workshop_checkout(second, session)
    shop.complete(winner)
    shop.complete(loser)
    assert figures(shop, teacher)["Total Revenue"] == "£22.50"


def test_each_teacher_sees_own_items_of_a_shared_payment_only(shop: Shop) -> None:
    student, tina, ulla = shop.student(), shop.teacher(), shop.teacher("Ulla")
    lessons = [shop.lesson(student, tina), shop.lesson(student, ulla, "20.00")]
    shop.complete(shop.open_lesson_checkout(student, *lessons))
    assert figures(shop, tina)["Total Revenue"] == "£36.00"
    assert figures(shop, ulla)["Total Revenue"] == "£18.00"


def test_attendance_and_late_cancellation_keep_the_revenue(shop: Shop) -> None:
    student, teacher = shop.student(), shop.teacher()
    session = shop.session(teacher, days=2)
    shop.complete(shop.open_workshop_checkout(student, session))
    shop.browser(student).post(f"/workshops/registration/{session.registrations.get().pk}/cancel/")
    assert figures(shop, teacher)["Total Revenue"] == "£22.50"


def test_only_teachers_enter(shop: Shop) -> None:
    student = shop.browser(shop.student())
    response = student.get("/payments/finance/", follow=True)
    assert response.redirect_chain == [("/core/", 302)]
    assert "You must be a teacher to access finance dashboard." in response.content.decode()
    anonymous = shop.browser().get("/payments/finance/workshops/")
    assert anonymous.headers["Location"].startswith("/accounts/login/?next=")
