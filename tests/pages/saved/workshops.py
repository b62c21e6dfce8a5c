"""Workshops: choosing sessions, the cart, places that are held, offered and given back."""

from __future__ import annotations

from pages.offered_place import OfferedPlace
from pages.session_registrations import SessionRegistrations
from pages.workshop import WorkshopPage
from pages.workshop_cart import WorkshopCart
from pages.workshop_form import WorkshopForm
from pages.workshop_registrations import WorkshopRegistrations
from tests.pages.saved import FIRST, SECOND, Saved, button, choice, form, text_field, tick
from tests.pages.saved import SavedVisit as Visit

PAGE, CART, MINE = "/workshops/reeds/", "/workshops/cart/", "/workshops/my/registrations/"
TERMS = tick("terms_accepted", "I accept the Terms &amp; Conditions", value="true")
NEXT = '<input type="hidden" name="next" value="/workshops/reeds/">'
FACTS = {"slug": "reeds", "session": SECOND, "name": "Charlie Guardian", "registration": SECOND, "price": "£60.00"}


def add(session: str) -> str:
    """A session's own form; its button hides the form's ``submit``."""
    return form(
        f"/workshops/cart/add/{session}/", NEXT + TERMS + button("Add to Cart", "Put it in", attributes="name=submit")
    )


def asking(name: str, uuid: str, tip: str = "What of it") -> str:
    """A button that opens the modal for the object with this uuid."""
    script = f"document.querySelector('dialog').showModal()/*{uuid}*/"
    return button(name, tip, attributes=f'onclick="{script}"')


CHILDREN = tick("attendee", "Charlie Guardian (Age: 12)", "radio", FIRST) + tick("attendee", "Ann", "radio", SECOND)
MODAL = (
    "<dialog>"
    + form("/workshops/added/", f"<input type=hidden name=child_profile_id>{CHILDREN}{TERMS}{button('Add to Cart')}")
    + "</dialog>"
)
online = {PAGE: add(FIRST) + add(SECOND) + button("✓ In Cart") + button("Session Full")}
guardian = {PAGE: MODAL + add(FIRST) + asking("Add to Cart", FIRST) + asking("Add to Cart", SECOND)}
series = {
    PAGE: form("/elsewhere/", TERMS)
    + form(f"/workshops/cart/add-series/{FIRST}/", TERMS + button("Register for Full Series"))
}
REGISTER = f"/workshops/reeds/session/{SECOND}/register/"
BOX = '<label><input type="checkbox">I have read and agree to the Terms and Conditions *</label>'
FIELDS = text_field("phone", "1") + text_field("emergency_contact") + choice("experience_level", "mixed", "beginner")
in_person = {
    PAGE: f'<a href="{REGISTER}" data-tip="Come">Register for Session</a>'
    f'<a href="{REGISTER}x/">Register for Session</a>',
    REGISTER: tick("newsletter", "I agree")
    + form("/registered/", FIELDS + BOX + button("Add to Cart") + button("Join Waitlist")),
}
DETAILS = {"details": {"emergency_contact": "Zoe", "experience_level": "beginner"}}
REMOVE = "".join(form(f"/workshops/cart/remove/{session}/", button("Remove")) for session in (FIRST, SECOND))
PAY = form("/workshops/cart/process-payment/", button("Complete Payment", "At Stripe"))
cart = {CART: f"<h1>Workshop Cart</h1>{REMOVE}{button('Clear Cart')}{PAY}<h2>Cart Total</h2>"}
SURE = "<dialog>" + form("/removed/", button("Yes, Remove Entire Series") + button("Keep Series")) + "</dialog>"
series_cart = {CART: f"<h1>Workshop Cart</h1>{asking('Remove Series', FIRST, tip='')}{SURE}{PAY}"}
YES = "<dialog>" + form("/cancelled/", button("Yes, Cancel") + "<a>Keep Registration</a>") + "</dialog>"
PAY_NOW = '<a href="/pay/" data-tip="48 hours left">Pay Now - £60.00</a> <a href="/pay/2/">Pay Now - £6.00</a>'
mine = {MINE: asking("Cancel", FIRST) + asking("Cancel", SECOND) + YES + PAY_NOW}
TICKS = tick("registration_ids", "Ada", value=FIRST) + tick("registration_ids", "Ben", value=SECOND)
ACTIONS = choice("bulk_action", "", "mark_attended", "cancel_registration")
instructor = {
    f"/workshops/instructor/session/{FIRST}/registrations/": "<form method=post action=/done/"
    f" onsubmit=\"return confirm('Sure?')\">{TICKS}{ACTIONS}{button('Apply to Selected')}</form>"
}
CONFIRM, CANCELLED = f"/workshops/registration/{SECOND}/confirm/", "/workshops/registration/x/checkout/cancel/"
offered = {CONFIRM: form("/to-stripe/", button("Pay Now", "48 hours left")) + "<p>Pay Now, or lose the place.</p>"}
free = {CONFIRM: form("/confirmed/", button("Confirm My Registration", "It is free"))}
waiting = {CONFIRM: "<h1>Added to Waitlist</h1><p>You've been added to the waitlist for this workshop session.</p>"}
left = {CANCELLED: "<h1>Payment Cancelled</h1><a>Try Payment Again</a>"}
expired = {CANCELLED: "<p>This promotion has expired.</p>"}

VISITS = [
    Visit(
        WorkshopPage,
        Saved(online, FACTS, f"/workshops/cart/add/{SECOND}/"),
        open="open:slug",
        one="in_cart",
        do="add_to_cart:session",
    ),
    Visit(
        WorkshopPage,
        Saved(online, FACTS, f"/workshops/cart/add/{SECOND}/"),
        open="open:slug",
        do="add_without_accepting_terms:session",
    ),
    Visit(
        WorkshopPage, Saved(guardian, FACTS, "/workshops/added/"), open="open:slug", do="add_child_to_cart:session,name"
    ),
    Visit(
        WorkshopPage,
        Saved(series, FACTS, f"/workshops/cart/add-series/{FIRST}/"),
        open="open:slug",
        do="add_series_to_cart",
    ),
    Visit(
        WorkshopForm,
        Saved(in_person, FACTS | DETAILS, "/registered/"),
        open="open:slug,session",
        do="fill:details add_to_cart",
    ),
    Visit(
        WorkshopForm, Saved(in_person, FACTS | DETAILS, "/registered/"), open="open:slug,session", do="join_waitlist"
    ),
    Visit(
        WorkshopCart,
        Saved(cart, posts="/workshops/cart/process-payment/"),
        one="heading summary",
        many="items",
        do="pay",
    ),
    Visit(WorkshopCart, Saved(series_cart, posts="/removed/"), do="remove_series"),
    Visit(
        WorkshopRegistrations,
        Saved(mine, FACTS, "/cancelled/"),
        one="cancel_button:registration pay_now_link:price",
        do="cancel:registration",
    ),
    Visit(WorkshopRegistrations, Saved(mine, FACTS), do="ask_to_cancel:registration"),
    Visit(
        SessionRegistrations,
        Saved(instructor, {"session": FIRST, "ids": [SECOND], "action": "mark_attended"}, "/done/"),
        open="open:session",
        do="apply:action,ids",
    ),
    Visit(OfferedPlace, Saved(offered, FACTS), open="open:registration", one="pay_button", none="waiting expired"),
    Visit(OfferedPlace, Saved(free, FACTS, "/confirmed/"), open="open:registration", do="confirm"),
    Visit(OfferedPlace, Saved(waiting, FACTS), open="open:registration", one="waiting"),
    Visit(OfferedPlace, Saved(left, {"link": CANCELLED}), open="open_link:link", one="payment_cancelled"),
    Visit(
        OfferedPlace,
        Saved(expired, {"link": CANCELLED}),
        open="open_link:link",
        one="expired",
        none="payment_cancelled",
    ),
]
