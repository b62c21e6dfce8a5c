"""What a page object sends and counts where a page is unhelpful: more than that it finds its way there."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from playwright.sync_api import Page, expect

from pages.course import CoursePage
from pages.finance import FinanceDashboard
from pages.furniture import Furniture
from pages.lesson_receipt import LessonReceipt
from pages.lesson_requests import LessonRequests
from pages.workshop import WorkshopPage
from tests.pages.conftest import Shop

FIRST, SECOND = uuid4(), uuid4()


def session_form(session: UUID) -> str:
    return f"""
    <form method="post" action="/workshops/cart/add/{session}/">
      <input type="hidden" name="next" value="/workshops/reeds/">
      <label><input type="checkbox" name="terms_accepted" value="true" required>I accept the Terms</label>
      <button name="submit" data-tip="Put this session in your cart">Add to Cart</button>
    </form>"""


MODAL = """<form action="/elsewhere/"><input type="hidden" name="child_profile_id">
  <label><input type="checkbox" name="terms_accepted">I accept the Workshop Terms</label>
  <button>Add to Cart</button></form>"""


@pytest.fixture
def workshop(page: Page, shop: Shop) -> WorkshopPage:
    in_cart = '<button data-state="in">✓ In Cart</button> <button>Session Full</button>'
    shop.pages["/workshops/reeds/"] = MODAL + session_form(FIRST) + session_form(SECOND) + in_cart
    workshop = WorkshopPage(page)
    workshop.open("reeds")
    return workshop


def test_a_session_is_added_by_its_own_form(page: Page, shop: Shop, workshop: WorkshopPage) -> None:
    workshop.add_to_cart(SECOND)

    page.wait_for_url(f"**/{SECOND}/")
    path, fields = shop.posted[0]
    assert (path, fields["terms_accepted"]) == (f"/workshops/cart/add/{SECOND}/", ["true"])


def test_terms_are_left_out_past_the_checks_of_the_browser(page: Page, shop: Shop, workshop: WorkshopPage) -> None:
    workshop.add_without_accepting_terms(FIRST)

    page.wait_for_url(f"**/{FIRST}/")
    assert [(path, "terms_accepted" in fields) for path, fields in shop.posted] == [
        (f"/workshops/cart/add/{FIRST}/", False)
    ]


def test_a_flash_message_is_told_from_notices_by_its_words(page: Page) -> None:
    page.goto("/")

    expect(Furniture(page).message("Profile saved.")).to_have_count(1)
    expect(Furniture(page).message("Payment was cancelled. Your cart items are still available.")).to_have_count(1)
    expect(Furniture(page).message("Your cart items are still saved.")).to_have_count(0)


def test_a_lesson_that_cannot_be_added_has_no_working_button(page: Page, shop: Shop) -> None:
    form = '<form method="post" action="/private-teaching/cart/add/{0}/"><button {1}>Add to Cart</button></form>'
    shop.pages["/private-teaching/my-requests/"] = form.format(FIRST, "") + form.format(SECOND, "disabled")
    requests = LessonRequests(page)
    requests.open()

    expect(requests.add_button(FIRST)).to_have_count(1)
    expect(requests.add_button(SECOND)).to_have_count(0)


def test_badges_are_counted_by_their_whole_text(page: Page, shop: Shop) -> None:
    badges = "".join(
        f'<span class="badge"> {text}\n</span>' for text in ("Payment Completed", "Paid", "Unpaid", "Paid")
    )
    shop.pages["/private-teaching/checkout/success/7/"] = f"<h2>Payment Successful!</h2>{badges}"
    receipt = LessonReceipt(page)
    receipt.open(7)

    expect(receipt.paid_lessons).to_have_count(2)
    expect(receipt.completed_badge).to_be_visible()
    expect(receipt.pending_badge).to_have_count(0)
    expect(receipt.heading).to_have_count(0)


def test_a_course_is_enrolled_on_by_its_own_form_and_box(page: Page, shop: Shop) -> None:
    own = '<form method="post" action="/courses/{0}/enroll/">{1}<button>Enroll Now</button></form>'
    terms = '<label><input type="checkbox" name="terms_accepted" value="on">I accept</label>'
    accordion = '<input type="checkbox" name="section">'
    shop.pages["/courses/reeds/"] = accordion + own.format("other", "") + own.format("reeds", terms)
    shop.pages["/courses/reeds/enroll/"] = "<h1>Enrollment Confirmed!</h1>"
    course = CoursePage(page)
    course.open("reeds")

    course.enrol_for_free("reeds")

    assert shop.posted == [("/courses/reeds/enroll/", {"terms_accepted": ["on"]})]


def test_the_headline_figure_is_found_among_its_neighbours(page: Page, shop: Shop) -> None:
    stat = '<div class="stat"><p>{0}</p><p class="stat-value"> {1} </p></div>'
    figures = [("Total Revenue this year", "£1.00"), ("Total Revenue", "£54.00"), ("Platform Fee", "£6.00")]
    shop.pages["/payments/finance/"] = "".join(stat.format(*figure) for figure in figures)
    finance = FinanceDashboard(page)
    finance.open()

    expect(finance.total_revenue).to_have_text("£54.00")
