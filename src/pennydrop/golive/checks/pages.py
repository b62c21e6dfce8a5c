"""3. SSL certificate and 2. production environment: what stands in the pages around a purchase."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from pennydrop.golive.check import Answer, Section, check, failed, passed, warned
from pennydrop.golive.crawl import crawl
from pennydrop.golive.crawled import Crawl, Kind, Resource
from pennydrop.golive.csp import policies
from pennydrop.golive.css import css_urls
from pennydrop.golive.examination import Examination
from pennydrop.golive.page import Page
from pennydrop.golive.secret_search import find_secrets

SHOWN = 5  # findings that are listed; more than that has one cause
_TEST_KEY = re.compile(r"\bpk_test_[A-Za-z0-9]{4,}")
_GONE = (404, 410)


@check("purchase-pages", Section.TLS, "Every purchase page is there.")
def purchase_pages(examination: Examination) -> Answer:
    found = examination.once(crawl)
    broken = [told for resource in found.of(Kind.PURCHASE_PAGE) if (told := _broken(resource))]
    if broken:
        return failed(
            _listed(broken),
            mend="put the page right; if the site calls it otherwise, correct PENNYDROP_GOLIVE__PURCHASE_PAGES",
        )
    if dead := [told for resource in found.of(Kind.PAGE) if (told := _broken(resource))]:
        return warned(f"links of the purchase pages lead nowhere: {_listed(dead)}", mend="correct the links")
    return passed(found.extent)


def _broken(resource: Resource) -> str:
    if resource.trouble:
        return resource.trouble if resource.url in resource.trouble else f"{resource.url}: {resource.trouble}"
    status = resource.last.status if resource.last else 0
    if resource.kind is Kind.PURCHASE_PAGE:
        return f"{resource.url} answers {status}" if status >= 400 else ""
    # Others may well be closed to a visitor.
    return (
        f"{resource.url} answers {status} (linked from {resource.found_on})" if status in _GONE or status >= 500 else ""
    )


@check("mixed-content", Section.TLS, "No purchase page fetches anything, or sends a form, by plain http.")
def mixed_content(examination: Examination) -> Answer:
    found = examination.once(crawl)
    if insecure := list(dict.fromkeys(_insecure(found))):
        return failed(
            _listed(insecure),
            mend="write https:// (or no scheme at all) in these addresses: browsers block them on a secure page",
        )
    return passed(f"none in {found.extent}")


def _insecure(found: Crawl) -> Iterator[str]:
    upgraded = set()
    for resource in found.pages:
        if (page := resource.page) is None:
            continue
        if _upgrades(resource, page):
            upgraded.add(page.url)  # the policy has browsers use https instead
            continue
        for reference in page.references:
            if reference.url.lower().startswith("http://"):
                yield f"{page.url} has {reference.where} {reference.url}"
    for resource in found.of(Kind.STYLESHEET):
        if resource.found_on not in upgraded:
            for url in css_urls(resource.text):
                if urljoin(resource.url, url).lower().startswith("http://"):
                    yield f"{resource.url} has url() {url}"


def _upgrades(resource: Resource, page: Page) -> bool:
    headers = resource.last.headers.get_list("content-security-policy") if resource.last else []
    return any(policy.names("upgrade-insecure-requests") for policy in policies([*headers, *page.policies]))


@check("canonical-links", Section.TLS, "The pages name themselves and each other by https.")
def canonical_links(examination: Examination) -> Answer:
    found, host = examination.once(crawl), urlsplit(examination.settings.site).hostname
    named = [
        f"{page.url} has {where} {url}"
        for resource in found.pages
        if (page := resource.page)
        for where, url in _named(page)
        if url.lower().startswith("http://") and urlsplit(url).hostname == host
    ]
    if named := list(dict.fromkeys(named)):
        return warned(
            _listed(named), mend="write https:// in these links (Django: the domain of django_site, SITE_URL)"
        )
    return passed(f"no http:// link to {host} in {found.extent}")


def _named(page: Page) -> Iterator[tuple[str, str]]:
    yield from ((reference.where, reference.url) for reference in page.named_by)
    yield from (("<a href>", link.url) for link in page.links)


@check("page-secrets", Section.ENVIRONMENT, "No page, script or source map that the site serves holds a secret.")
def page_secrets(examination: Examination) -> Answer:
    found = examination.once(crawl)
    secrets = [
        f"{resource.kind} {resource.url}, line {secret.line}: {secret}"
        for resource in found.resources
        for secret in find_secrets(resource.text)
    ]
    if secrets:
        return failed(
            _listed(list(dict.fromkeys(secrets))),
            mend="revoke these secrets first (Stripe: Developers, API keys, Roll key), whoever may have seen them; then"
            " take them out of the page, and leave source maps out of what is deployed",
        )
    return passed(f"none in {found.extent}{_elsewhere(found)}")


def _elsewhere(found: Crawl) -> str:
    hosts = sorted({urlsplit(url).hostname or "" for url in found.elsewhere})
    return f"; not looked at: scripts of {', '.join(hosts)}" if hosts else ""


@check("page-test-key", Section.ENVIRONMENT, "No page or script of the live site holds a test key.")
def page_test_key(examination: Examination) -> Answer:
    found = examination.once(crawl)
    holding = [
        f"{resource.url} holds {key[0][:12]}..."
        for resource in found.resources
        if (key := _TEST_KEY.search(resource.text))
    ]
    if holding and examination.settings.profile == "live":
        return failed(
            _listed(holding),
            mend="put the live publishable key (pk_live_...) into the production environment, and build and deploy the"
            " pages anew",
        )
    if holding:
        return passed(f"{_listed(holding)}: right for the {examination.settings.profile} profile")
    return passed(f"none in {found.extent}")


def _listed(told: list[str]) -> str:
    more = len(told) - SHOWN
    return "; ".join(told[:SHOWN]) + (f"; and {more} more" if more > 0 else "")


CHECKS = (purchase_pages, mixed_content, canonical_links, page_secrets, page_test_key)
