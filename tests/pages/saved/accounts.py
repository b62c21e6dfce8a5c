"""Signing up, logging in, completing the profile; what stands on every page."""

from __future__ import annotations

from pages.furniture import Furniture
from pages.handmade_form import HandmadeForm
from pages.log_in import LogIn
from pages.profile import ProfileSetup
from pages.sign_up import SignUp
from tests.pages.saved import Saved, button, form, text_field, tick
from tests.pages.saved import SavedVisit as Visit

SIGNUP, LOGIN, PROFILE = "/accounts/signup/", "/accounts/login/", "/accounts/profile/setup/"
TYPES = tick("account_type", "Adult", "radio", "adult_student") + tick(
    "account_type", "Parent", "radio", "parent_guardian"
)
SHOWN_TO_GUARDIANS = """<style>form:has([value=adult_student]:checked) .child { display: none }</style>"""
CHILD = f'<div class="child">{text_field("child_first_name")}</div>'

sign_up = Saved(
    {
        SIGNUP: SHOWN_TO_GUARDIANS
        + form("/accounts/made/", TYPES + text_field("email") + CHILD + button("Create Account")),
        "/accounts/made/": "<h2>Check Your Email!</h2><p>Check Your Email!</p>",
    },
    {"details": {"email": "ada@example.com", "child_first_name": "Charlie"}},
    posts="/accounts/made/",
)
log_in = Saved(
    {
        LOGIN: form(LOGIN, text_field("username") + text_field("password") + button("Login")),
    },
    {"email": "ada@example.com", "password": "secret"},
    posts=LOGIN,
)
refused = Saved(
    {LOGIN: "<p>Please enter a correct username and password. Note that both fields may be case-sensitive.</p>"}
)
profile = Saved({PROFILE: form("/done/", text_field("phone") + button("Complete Profile"))}, posts="/done/")
home = Saved(
    {
        "/": form(
            "/accounts/logout/", '<input type="hidden" name="csrfmiddlewaretoken" value="t"><button>Logout</button>'
        )
    },
    {"address": "/nobody/offers/this/", "fields": {"terms_accepted": "on"}},
    posts="/nobody/offers/this/",
)
anywhere = Saved(
    {
        "/": '<button aria-label="User menu for Ada Reed">A</button>'
        '<div class="alert alert-error" role="alert">No.</div>'
    },
    {"told": "Profile saved.", "never": "Your cart items are still saved."},
)

VISITS = [
    Visit(SignUp, sign_up, do="choose_guardian fill:details submit", then="check_your_mail"),
    Visit(LogIn, log_in, none="refusal", do="submit:email,password"),
    Visit(LogIn, refused, one="refusal"),
    Visit(ProfileSetup, profile, do="complete"),
    Visit(HandmadeForm, home, open="/", do="send:address,**fields"),
    Visit(
        Furniture,
        anywhere,
        open="/",
        one="message:told text empty_lesson_cart_icon user_menu",
        many="refusal",
        none="message:never",
    ),
]
