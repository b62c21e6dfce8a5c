"""3. SSL certificate: Stripe's own script comes from Stripe, and no policy keeps customers from Stripe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from pennydrop.golive.check import Answer, Section, check, failed, not_applicable, passed
from pennydrop.golive.crawl import crawl
from pennydrop.golive.crawled import Crawl, Kind, Resource
from pennydrop.golive.csp import Policy, policies
from pennydrop.golive.domains import registered_domain, within
from pennydrop.golive.examination import Examination
from pennydrop.golive.page import Form, Page, Script

STRIPE_JS, CHECKOUT = "https://js.stripe.com/v3/", "https://checkout.stripe.com/"
# What a page with Stripe.js needs, by docs.stripe.com/security/guide#content-security-policy.
_NEEDS = (
    ("frame-src", "https://js.stripe.com/"),
    ("frame-src", "https://hooks.stripe.com/"),
    ("connect-src", "https://api.stripe.com/"),
)
# Stripe.js's own frames, which no other script has to know, nor the loader @stripe/stripe-js.
_COPY = re.compile(r"__privateStripe|js\.stripe\.com/v3/(?:controller|m-outer)")
_INSECURE = re.compile(r"http://js\.stripe\.com[/\"']")
_PAYS = re.compile(r"checkout|cart|basket|pay|buy|enrol|book|order|purchase", re.IGNORECASE)
_LOAD = f'load it from {STRIPE_JS} itself, with <script src="{STRIPE_JS}"> and without integrity: Stripe changes it'


@check("stripe-js", Section.TLS, "Stripe.js comes from https://js.stripe.com only, and is no copy.")
def stripe_js(examination: Examination) -> Answer:
    found = examination.once(crawl)
    problems = list(dict.fromkeys(_problems(found, examination.settings.site)))
    if problems:
        return failed("; ".join(problems), mend=_LOAD)
    users = [resource.url for resource, page in _pages(found) if _uses_stripe_js(page)]
    if not users:
        return passed(f"no page loads Stripe.js ({found.extent}): payment is on Stripe's own pages")
    return passed(f"from js.stripe.com on {', '.join(users)}")


def _problems(found: Crawl, site: str) -> Iterator[str]:
    for _, page in _pages(found):
        for script in page.scripts:
            if problem := _problem(script, site):
                yield f"{page.url} {problem}"
    for resource in found.of(Kind.SCRIPT):
        if _COPY.search(resource.text):
            yield f"{resource.found_on} loads a copy of Stripe.js from {resource.url}"
        elif _INSECURE.search(resource.text):
            yield f"{resource.url} loads Stripe.js by plain http"


def _problem(script: Script, site: str) -> str:
    if not script.url:
        return "holds a copy of Stripe.js" if _COPY.search(script.text) else ""
    parts = urlsplit(script.url)
    host = parts.hostname or ""
    if host == "js.stripe.com":
        if parts.scheme != "https":
            return f"loads Stripe.js by plain http: {script.url}"
        return f"pins Stripe.js with integrity={script.integrity!r}" if script.integrity else ""
    if "stripe" in host and not _of_stripe(host) and not _same_owner(host, site):
        return f"loads {script.url}: {host} looks like Stripe's and is not"
    return ""


@check("csp", Section.TLS, "The Content-Security-Policy, if there is one, lets customers reach Stripe.")
def csp(examination: Examination) -> Answer:
    found, site = examination.once(crawl), examination.settings.site
    ruled = [(resource, page, rules) for resource, page in _pages(found) if (rules := _policies(resource, page))]
    if not ruled:
        return not_applicable(f"no Content-Security-Policy, so nothing is forbidden ({found.extent})")
    blocked: dict[tuple[str, str], list[str]] = {}  # (directive, what it has to allow): the pages
    for _, page, rules in ruled:
        for needed in _blocked(page, rules, site):
            blocked.setdefault(needed, []).append(page.url)
    if stopped := _without_checkout([(page, rules) for _, page, rules in ruled], site):
        blocked["form-action", origin(CHECKOUT)] = stopped
    if blocked:
        return failed(
            "; ".join(
                f"{directive} does not allow {source} on {pages[0]}"
                + (f" and {len(pages) - 1} more" if pages[1:] else "")
                for (directive, source), pages in blocked.items()
            ),
            mend="add to the Content-Security-Policy: "
            + ", ".join(f"{directive} {source}" for directive, source in sorted(blocked)),
        )
    return passed(f"on {len(ruled)} page(s), and Stripe is allowed wherever it is needed")


def origin(url: str) -> str:
    """Scheme and host, as a policy names them."""
    return "://".join(urlsplit(url)[:2])


def _blocked(page: Page, rules: list[Policy], site: str) -> Iterator[tuple[str, str]]:
    """What of Stripe.js the page's policies forbid, if it loads it: (directive, origin)."""
    for script in page.scripts:
        if urlsplit(script.url).hostname == "js.stripe.com" and not all(
            rule.allows("script-src-elem", script.url, site=site, nonce=script.nonce) for rule in rules
        ):
            yield "script-src", origin(STRIPE_JS)
    if _uses_stripe_js(page):
        for directive, url in _NEEDS:
            if not all(rule.allows(directive, url, site=site) for rule in rules):
                yield directive, origin(url)


def _without_checkout(ruled: list[tuple[Page, list[Policy]]], site: str) -> list[str]:
    """Pages whose form-action stops the redirect to Checkout that answers a form; Chrome holds to it, Firefox does not.

    A visitor does not see the cart, so a policy that all pages share is taken for the cart's too. Pages with Stripe.js
    go to Checkout by script, which form-action does not concern; a login form goes nowhere near it.
    """
    pages = [(page, rules) for page, rules in ruled if not page.asks_for_password and not _uses_stripe_js(page)]
    stopped = [
        page for page, rules in pages if not all(rule.allows("form-action", CHECKOUT, site=site) for rule in rules)
    ]
    everywhere = len(stopped) == len(pages)
    return [page.url for page in stopped if everywhere or any(_pays(form) for form in page.forms)]


def _pays(form: Form) -> bool:
    return form.method == "post" and bool(_PAYS.search(urlsplit(form.action).path))


def _pages(found: Crawl) -> list[tuple[Resource, Page]]:
    return [(resource, page) for resource in found.pages if (page := resource.page)]


def _policies(resource: Resource, page: Page) -> list[Policy]:
    headers = resource.last.headers.get_list("content-security-policy") if resource.last else []
    return policies([*headers, *page.policies])


def _uses_stripe_js(page: Page) -> bool:
    return any(urlsplit(script.url).hostname == "js.stripe.com" for script in page.scripts)


def _of_stripe(host: str) -> bool:
    return within(host, "stripe.com") or within(host, "stripe.network")


def _same_owner(host: str, site: str) -> bool:
    own = registered_domain(urlsplit(site).hostname or "")
    return own is not None and within(host, own)


CHECKS = (stripe_js, csp)
