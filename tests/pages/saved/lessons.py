"""Private lessons: applying, asking, answering, buying, cancelling."""

from __future__ import annotations

from datetime import date, datetime

from pages.lesson_answer import LessonAnswer
from pages.lesson_booking import LessonBooking
from pages.lesson_cancellation import CancellationForm, CancellationReview
from pages.lesson_cart import LessonCart
from pages.lesson_receipt import LessonReceipt
from pages.lesson_requests import LessonRequests
from pages.teacher_application import ApplicationForm, ApplicationReview
from tests.pages.saved import FIRST, SECOND, Saved, button, choice, form, text_field, tick
from tests.pages.saved import SavedVisit as Visit

ROOT = "/private-teaching"
START = datetime(2030, 5, 1, 10, 0)


def row(number: int, day: str) -> str:
    """A lesson of the teacher's form: its fields are told apart by their names alone."""
    name = f"lessons-{number}"
    return (
        text_field(f"{name}-lesson_date", day)
        + choice(f"{name}-approved_status", "Pending", "Accepted", "Rejected")
        + choice(f"{name}-duration_in_minutes", 60, 30, 90)
    )


def blank(number: int) -> str:
    """An empty row of the student's form."""
    name = f"lessons-{number}"
    dates = f'<input type="date" name="{name}-lesson_date"><input type="time" name="{name}-lesson_time">'
    lists = choice(f"{name}-subject", 7, 8) + choice(f"{name}-location", "Online", "Studio")
    return lists + dates + choice(f"{name}-duration_in_minutes", 60, 30, 90)


CHILDREN = tick("child_profile", "Charlie", "radio", FIRST) + tick("child_profile", "Ann", "radio", SECOND)
apply = Saved(
    {f"{ROOT}/apply/5/": form("/sent/", CHILDREN + tick("accept_terms", "I accept") + button("Submit Application"))},
    {"teacher": 5, "child": SECOND},
    posts="/sent/",
)
review = Saved(
    {
        f"{ROOT}/teacher/applications/{FIRST}/": choice("status", "all", "pending").replace("select name", "select id")
        + form("/decided/", choice("status", "pending", "accepted") + button("Update Status"))
    },
    {"application": FIRST, "status": "accepted"},
    posts="/decided/",
)
booking = Saved(
    {f"{ROOT}/book/5/": form("/asked/", CHILDREN + blank(0) + blank(1) + button("Submit Request"))},
    {"teacher": 5, "child": SECOND, "row": 1, "subject": 8, "start": START, "minutes": 90},
    posts="/asked/",
)
answer = Saved(
    {
        f"{ROOT}/teacher/request/3/": form(
            "/answered/", row(1, "2030-05-08") + row(0, "2030-05-01") + button("Save Changes & Notify Student")
        )
    },
    {"request": 3, "day": date(2030, 5, 8), "decision": "Accepted", "minutes": 90},
    posts="/answered/",
)
ADD = "".join(form(f"{ROOT}/cart/add/{lesson}/", button("Add to Cart", "Put it in")) for lesson in (FIRST, SECOND))
requests = Saved(
    {
        f"{ROOT}/my-requests/": ADD + form(f"{ROOT}/cart/add-all/3/", button("Add All to Cart")),
        f"{ROOT}/cart/add-all/3/": '<div class="alert" role="alert">Added 2 lessons to cart</div>',
    },
    {"lesson": SECOND, "request": 3},
)
REMOVE = "".join(form(f"{ROOT}/cart/remove/{lesson}/", button("Remove", "Out")) for lesson in (FIRST, SECOND))
CLEAR = "<form method=post action=/cleared/ onsubmit=\"return confirm('Sure?')\"><button>Clear Cart</button></form>"
cart = {f"{ROOT}/cart/": REMOVE + CLEAR + form("/to-stripe/", button("Complete Payment"))}
empty = Saved({f"{ROOT}/cart/": "<h1>Shopping Cart</h1><h2>Your cart is empty</h2>"})
BADGES = "".join(f'<span class="badge"> {text}\n</span>' for text in ("Payment Completed", "Paid", "Unpaid", "Paid"))
paid = Saved({f"{ROOT}/checkout/success/7/": f"<h1>Payment Successful!</h1>{BADGES}"}, {"order": 7})
pending = Saved(
    {f"{ROOT}/checkout/success/7/": '<h2>Payment Successful!</h2><b class="badge">Payment Pending</b>'}, {"order": 7}
)
left = Saved({f"{ROOT}/checkout/cancel/7/": ""}, {"order": 7})
TYPES = tick("request_type", "Cancel", "radio", "cancel_refund") + tick("request_type", "Move", "radio", "reschedule")
WHEN = '<input type="date" name="proposed_new_date"><input type="time" name="proposed_new_time">'
POLICY = "<p>Eligible for refund: £36.00 (lesson fee minus £4.00 non-refundable platform fee)</p>"
cancel = Saved(
    {
        f"{ROOT}/lesson/{FIRST}/cancel/": POLICY
        + form("/asked/", TYPES + WHEN + "<textarea name=student_message></textarea>" + button("Submit Request"))
    },
    {"lesson": FIRST, "amount": "£36.00", "start": START},
    posts="/asked/",
)
asked = Saved(
    {f"{ROOT}/lesson/{FIRST}/cancel/": "<h2>Pending Request Exists</h2><a href=/>View Request</a>"}, {"lesson": FIRST}
)
DECIDE = "<button name=action value=approve>Approve</button><button name=action value=reject>Reject Request</button>"
decide = Saved(
    {f"{ROOT}/cancellation-request/4/": form("/decided/", "<textarea name=teacher_response></textarea>" + DECIDE)},
    {"request": 4},
    posts="/decided/",
)

VISITS = [
    Visit(ApplicationForm, apply, open="open:teacher", do="choose_child:child submit"),
    Visit(ApplicationForm, apply, open="open:teacher", do="submit_without_terms"),
    Visit(ApplicationReview, review, open="open:application", do="decide:status"),
    Visit(
        LessonBooking,
        booking,
        open="open:teacher",
        one="submit_button",
        do="choose_child:child fill:row,subject,start,minutes submit",
    ),
    Visit(
        LessonAnswer,
        answer,
        open="open:request",
        one="save_button",
        do="decide:day,decision change_duration:day,minutes save",
    ),
    Visit(LessonRequests, requests, one="cart_is_empty add_button:lesson", do="add_all_to_cart:request"),
    Visit(LessonRequests, requests, do="add_to_cart:lesson"),
    Visit(
        LessonCart,
        Saved(cart, {"lesson": SECOND}, "/to-stripe/"),
        one="content remove_button:lesson",
        none="empty_notice",
        do="pay",
    ),
    Visit(LessonCart, Saved(cart, {"lesson": SECOND}, f"{ROOT}/cart/remove/{SECOND}/"), do="remove:lesson"),
    Visit(LessonCart, Saved(cart, posts="/cleared/"), do="clear"),
    Visit(LessonCart, empty, one="empty_notice"),
    Visit(
        LessonReceipt, paid, open="open:order", one="heading completed_badge", many="paid_lessons", none="pending_badge"
    ),
    Visit(LessonReceipt, pending, open="open:order", one="pending_badge", none="heading completed_badge paid_lessons"),
    Visit(LessonReceipt, left, open="open_cancel_page:order", none="heading"),
    Visit(
        CancellationForm,
        cancel,
        open="open:lesson",
        one="promise:amount submit_button",
        none="pending_notice",
        do="choose_cancellation ask_to_cancel",
    ),
    Visit(CancellationForm, cancel, open="open:lesson", do="ask_to_move:start"),
    Visit(CancellationForm, asked, open="open:lesson", one="pending_notice", none="submit_button"),
    Visit(CancellationReview, decide, open="open:request", one="approve_button", do="approve"),
    Visit(CancellationReview, decide, open="open:request", do="reject"),
]
