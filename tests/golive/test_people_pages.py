"""10. User communication: pages that are missing, closed or silent are found, wherever the site has them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import trustme

from pennydrop.golive.check import Answer, Verdict
from pennydrop.golive.checks import people_pages
from tests.golive.secure_site import Pages, Reply, Site, examination_of, server_context, serving

CHECKS = {check.id: check for check in people_pages.CHECKS}
PATHS = {"terms_path": "/terms/", "privacy_path": "/privacy/", "faq_path": "/faq/", "support_path": "/support/"}
FILLING = " ".join(["These are the words of a page that is long enough to be read by somebody who wants to know."] * 3)
FOOTER = "<footer><a href='/faq/'>Payment FAQ, refunds, Stripe</a><a href='/terms/'>Terms</a></footer>"


def text(words: str, *, lang: str = "en") -> str:
    return f"<!DOCTYPE html><html lang={lang}><body><main><p>{words}</p><p>{FILLING}</p></main>{FOOTER}</body></html>"


SOUND: Pages = {
    "/": text("Lessons"),
    "/terms/": text("Payments are taken by Stripe. Refunds go back to your card."),
    "/privacy/": text("Your card details go to Stripe."),
    "/faq/": text("How do I pay? By Stripe. When is my payment refunded?"),
    "/support/": text("Write to <a href='mailto:help@recorder-ed.com'>us</a> about a payment."),
}


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def site(stack: ExitStack, authority: tuple[trustme.CA, Path]) -> Site:
    site = stack.enter_context(serving(server_context(authority[0].issue_cert("127.0.0.1"))))
    site.pages |= SOUND
    return site


@pytest.fixture
def look(site: Site, authority: tuple[trustme.CA, Path]) -> Any:
    def looking(id: str, **golive: Any) -> Answer:
        given = {"purchase_pages": ("/",), **PATHS} | golive
        answer = examination_of(site.url, authority[1], **given).answer(CHECKS[id])
        assert answer.mend or answer.verdict is Verdict.PASS
        return answer

    return looking


UNSET = dict.fromkeys(PATHS)


def test_sound_pages_pass(look: Any) -> None:
    found = {id: look(id) for id in CHECKS}
    assert {answer.verdict for answer in found.values()} == {Verdict.PASS}, found


@pytest.mark.parametrize(
    ("id", "path", "words", "missing"),
    [
        ("terms-page", "/terms/", "Refunds by Stripe.", "payments"),
        ("terms-page", "/terms/", "Payments by Stripe.", "refunds"),
        ("terms-page", "/terms/", "Payments and refunds by card; pinstripes, Stripey Ltd.", "Stripe"),
        ("terms-page", "/terms/", "<span hidden>Payments, refunds, Stripe</span>", "payments or refunds or Stripe"),
        ("terms-page", "/terms/", "<!-- Payments, refunds, Stripe -->", "payments or refunds or Stripe"),
        ("faq-page", "/faq/", "Repayment and paymentless things by Stripe, non-refundability", "payments or refunds"),
        ("privacy-page", "/privacy/", "We keep your payment data.", "Stripe"),
        ("privacy-page", "/privacy/", "We love Stripe.", "payment data"),
    ],
)
def test_the_word_that_is_missing_is_said(site: Site, look: Any, id: str, path: str, words: str, missing: str) -> None:
    """What the footer of every page says does not count."""
    site.pages[path] = text(words)
    answer = look(id)
    assert answer.verdict is Verdict.FAIL
    assert f"{site.url}{path}, as configured, does not mention {missing}" in answer.evidence
    site.pages[path] = SOUND[path]
    assert look(id).verdict is Verdict.PASS


@pytest.mark.parametrize(
    "words",
    [
        "A PAYMENT is REFUNDED by STRIPE",
        "Paying by card through Stripe; fees are non-refundable",
        "You pay</p><p>Stripe, Inc.</p><ul><li>Refund</ul>",
        "Pay with Stripe&#39;s Checkout. <details><summary>More</summary>Refunding</details>",
    ],
)
def test_words_count_in_any_form(site: Site, look: Any, words: str) -> None:
    site.pages["/terms/"] = text(words)
    answer = look("terms-page")
    assert answer.verdict is Verdict.PASS, answer.evidence


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply("gone", 404), "answers 404"),
        (Reply("oops", 500), "answers 500"),
        (Reply("", 302, (("Location", "/accounts/login/?next=/terms/"),)), "asks for a login"),
        (Reply("", 302, (("Location", "/members/"),)), "asks for a login"),
    ],
)
def test_a_page_that_not_everybody_can_read_is_found(site: Site, look: Any, reply: Reply, said: str) -> None:
    site.pages["/accounts/login/"] = text("Log in to see payments, refunds, Stripe")
    site.pages["/members/"] = "<form><input type=password></form>payments refunds Stripe"
    site.pages["/terms/"] = reply
    answer = look("terms-page")
    assert answer.verdict is Verdict.FAIL
    assert said in answer.evidence


def test_a_page_that_moved_is_followed_but_not_to_plain_http(site: Site, stack: ExitStack, look: Any) -> None:
    site.pages["/terms/"] = Reply("", 301, (("Location", "/legal/terms/"),))
    site.pages["/legal/terms/"] = SOUND["/terms/"]
    assert look("terms-page").verdict is Verdict.PASS
    plain = stack.enter_context(serving())
    plain.pages["/terms/"] = SOUND["/terms/"]
    site.pages["/terms/"] = Reply("", 301, (("Location", f"{plain.url}/terms/"),))
    answer = look("terms-page")
    assert answer.verdict is Verdict.FAIL
    assert "not https" in answer.evidence


@pytest.mark.parametrize(
    ("id", "path", "link"),
    [
        ("terms-page", "/legal/", "Terms &amp; Conditions"),
        ("terms-page", "/legal/", "Conditions of sale"),
        ("privacy-page", "/data/", "Our privacy notice"),
        ("faq-page", "/answers/", "Frequently asked questions"),
        ("support-page", "/us/", "Contact"),
    ],
)
def test_a_page_that_no_setting_names_is_found_by_its_link(
    site: Site, look: Any, id: str, path: str, link: str
) -> None:
    others = f"<a href='http://[oops'>{link}</a> <a href='https://stripe.com/x'>{link}</a>"
    home = f"<p>{others}</p><footer><a href='{path}'>{link}</a></footer>"
    site.pages["/"] = home
    wanted = next(known for known in ("terms", "privacy", "faq", "support") if id.startswith(known))
    site.pages[path] = str(SOUND[f"/{wanted}/"]).partition("<footer>")[0]
    answer = look(id, **UNSET)
    assert answer.verdict is Verdict.PASS, answer.evidence
    assert f"{site.url}{path}, found by the link" in answer.evidence


def test_a_page_that_is_nowhere_is_a_persons_business(site: Site, look: Any) -> None:
    site.pages["/"] = "<h1>Shop</h1>"
    for id, setting in zip(CHECKS, ("TERMS", "PRIVACY", "FAQ", "SUPPORT"), strict=True):
        answer = look(id, **UNSET)
        assert answer.verdict is Verdict.MANUAL
        assert f"PENNYDROP_GOLIVE__{setting}_PATH" in answer.mend


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"%PDF-1.7", kind="application/pdf"),
        text("Zahlungen laufen über einen Anbieter.", lang="de"),
        "<div id=app></div><script src='/app.js'></script>",
    ],
)
def test_what_cannot_be_read_here_is_left_to_a_person(site: Site, look: Any, reply: Reply | str) -> None:
    site.pages["/terms/"] = reply
    assert look("terms-page").verdict is Verdict.MANUAL


@pytest.mark.parametrize(
    "offer",
    [
        "help@recorder-ed.com",
        "<a href='tel:+44 20 7946 0000'>Call us</a>",
        "<form method=post><textarea name=message></textarea></form>",
        "<a href='/cdn-cgi/l/email-protection#a1'>[email protected]</a>",
    ],
)
def test_support_can_be_reached_in_many_ways(site: Site, look: Any, offer: str) -> None:
    site.pages["/support/"] = f"<main>Questions about payments: {offer}</main>"
    assert look("support-page").verdict is Verdict.PASS


def test_support_without_a_way_to_reach_it_is_found(site: Site, look: Any) -> None:
    site.pages["/support/"] = "<main>We love questions about payments.<form><input type=search></form></main>"
    answer = look("support-page")
    assert answer.verdict is Verdict.FAIL
    assert "neither an address nor a form" in answer.evidence
    site.pages["/support/"] = "<main>Write to help@recorder-ed.com</main>"
    assert look("support-page").verdict is Verdict.WARN, "it does not say that it answers questions about payments"


def test_a_mail_link_is_support_enough(site: Site, look: Any) -> None:
    site.pages["/"] = "<footer><a href='mailto:help@recorder-ed.com'>Support</a></footer>"
    answer = look("support-page", **UNSET)
    assert answer.verdict is Verdict.PASS
    assert "help@recorder-ed.com" in answer.evidence
