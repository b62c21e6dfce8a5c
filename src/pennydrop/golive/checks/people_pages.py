"""10. User communication: the pages that tell customers how payments and refunds work, and whom to ask."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

from pennydrop.golive.check import Answer, Section, by_hand, check, failed, passed, warned
from pennydrop.golive.crawl import HOPS, crawl
from pennydrop.golive.examination import Examination
from pennydrop.golive.page import Link, Page
from pennydrop.golive.page_reader import read_page
from pennydrop.golive.visitor import Answered, Visitor

FEW = 30  # words; a page with fewer is drawn by its scripts, or says nothing
_WORDS = {
    "payments": re.compile(r"\b(?:pay|pays|paid|paying|payments?|payable)\b", re.IGNORECASE),
    "refunds": re.compile(r"\b(?:refund|refunds|refunded|refunding|refundable)\b", re.IGNORECASE),
    "Stripe": re.compile(r"\bstripe\b", re.IGNORECASE),
    "payment data": re.compile(
        r"\b(?:payments? (?:data|details?|information|methods?|cards?)|card (?:data|details?|numbers?|information)|"
        r"billing|payments?)\b",
        re.IGNORECASE,
    ),
}
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LOGIN = re.compile(r"/(?:log-?in|sign-?in|auth)(?:/|$|\?)", re.IGNORECASE)


@dataclass(frozen=True)
class _Kind:
    """A page of this kind: the setting that names it, and the texts of links that lead to it, the surest first."""

    name: str
    setting: str
    called: tuple[str, ...]

    def find(self, links: list[Link], host: str) -> Link | None:
        """The link that is called so: one to the site's own host before others, one in the footer before others."""
        for pattern in self.called:
            fitting = [link for link in links if link.url and re.search(pattern, link.text, re.IGNORECASE)]
            if fitting:
                return min(fitting, key=lambda link: (urlsplit(link.url).hostname != host, not link.in_footer))
        return None


_TERMS = _Kind("Terms of Service", "TERMS_PATH", (r"\bterms\b", r"\bT\s*&\s*Cs?\b", r"\bconditions\b"))
_PRIVACY = _Kind("Privacy Policy", "PRIVACY_PATH", (r"\bprivacy\b", r"\bdata protection\b"))
_FAQ = _Kind("payment FAQ", "FAQ_PATH", (r"\bpayment (?:FAQ|help)", r"\bFAQs?\b", r"\bquestions\b", r"\bhelp\b"))
_SUPPORT = _Kind("support page", "SUPPORT_PATH", (r"\bsupport\b", r"\bcontact\b", r"\bhelp\b"))


@check("terms-page", Section.PEOPLE, "The Terms of Service are there, and mention payments, refunds and Stripe.")
def terms_page(examination: Examination) -> Answer:
    return _look(examination, _TERMS, examination.golive.terms_path, _mentions("payments", "refunds", "Stripe"))


@check("privacy-page", Section.PEOPLE, "The Privacy Policy is there, and mentions payment data and Stripe.")
def privacy_page(examination: Examination) -> Answer:
    return _look(examination, _PRIVACY, examination.golive.privacy_path, _mentions("payment data", "Stripe"))


@check("faq-page", Section.PEOPLE, "A payment FAQ is there, and mentions payments, refunds and Stripe.")
def faq_page(examination: Examination) -> Answer:
    return _look(examination, _FAQ, examination.golive.faq_path, _mentions("payments", "refunds", "Stripe"))


@check("support-page", Section.PEOPLE, "A support page is there, with an address or a form for questions of payment.")
def support_page(examination: Examination) -> Answer:
    return _look(examination, _SUPPORT, examination.golive.support_path, _offers_contact)


def _look(examination: Examination, kind: _Kind, path: str | None, judge: Callable[[Page, str], Answer]) -> Answer:
    """Find the page, read it as a visitor, and judge it: ``judge`` gets it and how it was found."""
    if path:
        url, how = path if path.startswith("https://") else examination.settings.site + path, "as configured"
    else:
        links = [link for resource in examination.once(crawl).pages if (page := resource.page) for link in page.links]
        found = kind.find(links, urlsplit(examination.settings.site).hostname or "")
        if found is None:
            return by_hand(
                f"no link to a {kind.name} was found on {examination.once(crawl).extent}",
                mend=f"set PENNYDROP_GOLIVE__{kind.setting} to its path; write the page first if there is none",
            )
        url, how = urldefrag(found.url).url, f"found by the link {found.text!r}"
        if kind is _SUPPORT and url.startswith(("mailto:", "tel:")):
            return passed(f"{url}, {how}")
    with Visitor(examination) as visitor:
        answers = _visit(visitor, url)
    last = answers[-1]
    mend = f"make the {kind.name} reachable for everybody at {url}, or correct PENNYDROP_GOLIVE__{kind.setting}"
    if any(answered.url.startswith("http://") for answered in answers) or not last.url.startswith("https://"):
        return failed(f"the {kind.name}, {how}, is at {last.url}: not https", mend=mend)
    if last.status != 200:
        return failed(f"the {kind.name}, {how}: {last.url} answers {last.status}", mend=mend)
    page = read_page(last.url, last.text)
    if len(answers) > 1 and (_LOGIN.search(urlsplit(last.url).path) or page.asks_for_password):
        return failed(f"the {kind.name}, {how}: {url} asks for a login ({last.url})", mend=mend)
    return _readable(kind, last, page, how) or judge(page, f"{last.url}, {how}")


def _visit(visitor: Visitor, url: str) -> list[Answered]:
    answers = [visitor.get(url)]
    while (there := answers[-1].location) and len(answers) <= HOPS:
        answers.append(visitor.get(there))
    return answers


def _readable(kind: _Kind, answered: Answered, page: Page, how: str) -> Answer | None:
    """What only a person can read: a PDF, a page drawn by scripts, another language."""
    mend = f"read {answered.url}: does it say what customers have to know about payments, refunds and Stripe?"
    where = f"the {kind.name}, {how}, at {answered.url}"
    if "html" not in answered.kind:
        return by_hand(f"{where} is {answered.kind or 'of no known kind'}, which is not read here", mend=mend)
    if page.language and not page.language.startswith("en"):
        return by_hand(f"{where} is written in {page.language!r}: its words are not known here", mend=mend)
    if len(page.content.split()) < FEW and page.scripts and kind is not _SUPPORT:
        return by_hand(f"{where} shows {len(page.content.split())} words without its scripts", mend=mend)
    return None


def _mentions(*topics: str) -> Callable[[Page, str], Answer]:
    def judge(page: Page, where: str) -> Answer:
        missing = _missing(page.content, {topic: _WORDS[topic] for topic in topics})
        if missing:
            return failed(
                f"{where}, does not mention {' or '.join(missing)}",
                mend=f"say on {page.url} how the site handles {', '.join(missing)}",
            )
        return passed(f"{where}, mentions {', '.join(topics)}")

    return judge


def _offers_contact(page: Page, where: str) -> Answer:
    address = _ADDRESS.search(page.words)
    written = next((link.url for link in page.links if link.url.startswith(("mailto:", "tel:"))), None)
    hidden = any("/cdn-cgi/l/email-protection" in link.url for link in page.links)  # Cloudflare's disguise
    form = any(form.has("textarea") for form in page.forms)
    if not (address or written or hidden or form):
        if any(reference.where == "<iframe src>" for reference in page.references):
            return by_hand(f"{where}, has a frame of another page", mend=f"see on {page.url} that the form in it works")
        return failed(
            f"{where}, offers neither an address nor a form",
            mend=f"put a mail address or a contact form on {page.url}",
        )
    offered = address[0] if address else written or ("a mail address" if hidden else "a form")
    if missing := _missing(page.content, {topic: _WORDS[topic] for topic in ("payments",)}):
        return warned(
            f"{where}, offers {offered}, and does not mention {' or '.join(missing)}",
            mend=f"say on {page.url} that questions about payments and refunds are answered there",
        )
    return passed(f"{where}, offers {offered}")


def _missing(words: str, topics: Mapping[str, re.Pattern[str]]) -> list[str]:
    return [topic for topic, pattern in topics.items() if not pattern.search(words)]


CHECKS = (terms_page, privacy_page, faq_page, support_page)
