"""Who may come in: log-in, unfinished profiles, verification, roles."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.core import mail

from .shop import Shop

STUDENT_PAGES = [
    "/",
    "/core/",
    "/private-teaching/dashboard/",
    "/private-teaching/my-teachers/",
    "/private-teaching/my-requests/",
    "/private-teaching/my-lessons/",
    "/private-teaching/my-applications/",
    "/private-teaching/cart/",
    "/workshops/?browse=all",
    "/workshops/cart/",
    "/workshops/my/dashboard/",
    "/workshops/my/registrations/",
    "/courses/",
    "/courses/my-courses/",
]
TEACHER_PAGES = [
    "/private-teaching/teacher/dashboard/",
    "/private-teaching/teacher/applications/",
    "/private-teaching/teacher/incoming-requests/",
    "/private-teaching/teacher/cancellation-requests/",
    "/payments/finance/",
]


@pytest.mark.parametrize("path", STUDENT_PAGES)
def test_student_pages_open(shop: Shop, path: str) -> None:
    assert shop.browser(shop.student()).get(path).status_code == 200


@pytest.mark.parametrize("path", TEACHER_PAGES)
def test_teacher_pages_open_for_teachers_only(shop: Shop, path: str) -> None:
    assert shop.browser(shop.teacher()).get(path).status_code == 200
    assert shop.browser(shop.student()).get(path).status_code == 302


@pytest.mark.parametrize("path", [*STUDENT_PAGES[2:8], *TEACHER_PAGES[:4]])
def test_the_lesson_area_has_its_own_login(shop: Shop, path: str) -> None:
    response = shop.browser().get(path)
    assert response.headers["Location"] == f"/private-teaching/login/?next={path}"


def test_login_honours_next_and_ignores_the_case_of_the_address(shop: Shop) -> None:
    student = shop.student()
    form = {"username": student.email.upper(), "password": "secret", "next": "/courses/my-courses/"}
    response = shop.browser().post("/accounts/login/", form)
    assert response.headers["Location"] == "/courses/my-courses/"


def test_staff_lands_in_the_admin_portal(shop: Shop) -> None:
    staff = shop.student("Staff")
    staff.is_staff = True
    staff.save()
    response = shop.browser().post("/accounts/login/", {"username": staff.email, "password": "secret"}, follow=True)
    assert response.redirect_chain == [("/admin-portal/", 302)]
    assert response.status_code == 200


def test_a_wrong_password_is_explained(shop: Shop) -> None:
    page = shop.browser().post("/accounts/login/", {"username": shop.student().email, "password": "wrong"})
    assert "Please enter a correct username and password. Note that both fields may be" in page.content.decode()


def test_an_unfinished_profile_comes_first(shop: Shop) -> None:
    browser = shop.browser(shop.student(profile_completed=False))
    assert browser.get("/courses/").headers["Location"] == "/accounts/profile/setup/"
    response = browser.post("/accounts/profile/setup/", {"phone": ""})
    assert response.headers["Location"] == "/"
    assert browser.get("/courses/").status_code == 200


def test_signing_up_verifies_the_address_by_mail_once(shop: Shop) -> None:
    email = shop.student().email.replace("sam", "new")
    form = {
        "account_type": "adult_student",
        "first_name": "New",
        "last_name": "Student",
        "email": email,
        "password1": "recorder-9-x",
        "password2": "recorder-9-x",
    }
    browser = shop.browser()
    page = browser.post("/accounts/signup/", form, follow=True).content.decode()
    assert "Check Your Email!" in page
    assert page.count(f"Account created successfully! We sent a verification email to {email}") == 2
    message = next(message for message in mail.outbox if message.to == [email])
    assert message.subject == "Verify your email address - Recorder-ed"
    link = re.search(r"http://testserver(/\S+)", message.body)
    assert link is not None

    assert browser.get(link[1]).headers["Location"] == "/accounts/profile/setup/"
    assert User.objects.get(username=email).profile.email_verified
    again = shop.browser().get(link[1], follow=True).content.decode()
    assert "Email verification link is invalid or has expired." in again


def test_lessons_of_a_course_are_for_those_who_own_it(shop: Shop) -> None:
    course = shop.course(shop.teacher())
    url = f"/courses/lesson/{course.topics.get().lessons.get().pk}/"
    assert shop.browser().get(url).headers["Location"].startswith("/accounts/login/")
    assert "Secret content" not in shop.browser(shop.student()).get(url, follow=True).content.decode()


def test_the_health_check_answers_without_a_session(shop: Shop) -> None:
    assert shop.browser().get("/healthz").content == b"ok"
