"""The purchase pages, what they link to within the site, and their scripts, stylesheets and source maps: each once."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from pennydrop.errors import SiteUnreachable
from pennydrop.golive.crawled import Crawl, Kind, Resource
from pennydrop.golive.examination import Examination
from pennydrop.golive.page import Page, Script
from pennydrop.golive.visitor import Answered, Visitor, address_of

LINKED = 60  # pages one link away that are looked at, beside the purchase pages
FILES = 200  # scripts, stylesheets and source maps
HOPS = 5  # redirects of one page that are followed
# A link with such a word does something; a polite visitor leaves it alone.
_ACTS = re.compile(r"(^|[/_-])(log-?out|sign-?out|delete|remove|add|unsubscribe|cancel|download|export)([/_-]|$)", re.I)
_NO_PAGE = re.compile(r"\.(pdf|zip|png|jpe?g|gif|svg|webp|ico|mp[34]|webm|csv|xlsx?|docx?|ics|xml|json|txt)$", re.I)
_SOURCE_MAP = re.compile(r"[#@]\s*sourceMappingURL=(\S+)")


def crawl(examination: Examination) -> Crawl:
    """Visit the site, one request after the other. ``SiteUnreachable`` if not even the first page answers."""
    with Visitor(examination) as visitor:
        return _Crawler(examination.settings.site, visitor).run(examination.golive.purchase_pages)


class _Crawler:
    def __init__(self, site: str, visitor: Visitor) -> None:
        self._site, self._visitor = site, visitor
        self._resources: dict[str, Resource] = {}
        self._answers: dict[str, Answered] = {}
        self._elsewhere: dict[str, None] = {}
        self._left_out = 0
        self._unanswered: dict[str, SiteUnreachable] = {}

    def run(self, paths: Iterable[str]) -> Crawl:
        first = [self._fetch(self._site + path, Kind.PURCHASE_PAGE, "") for path in paths]
        if first and not any(resource.answers for resource in first):
            raise self._unanswered[first[0].url]
        links = [(url, resource.url) for resource in first if resource.page for url in self._links(resource.page)]
        fresh = {url: found_on for url, found_on in reversed(links) if url not in self._resources}
        chosen = list(reversed(fresh.items()))
        self._left_out = max(0, len(chosen) - LINKED)
        linked = [self._fetch(url, Kind.PAGE, found_on) for url, found_on in chosen[:LINKED]]
        for resource in (*first, *linked):
            if page := resource.page:
                self._files(page)
        return Crawl(tuple(self._resources.values()), tuple(self._elsewhere), self._left_out)

    def _links(self, page: Page) -> list[str]:
        urls = [urldefrag(link.url).url for link in page.links]
        return [
            url for url in urls if self._ours(url) and not _ACTS.search(_path(url)) and not _NO_PAGE.search(_path(url))
        ]

    def _files(self, page: Page) -> None:
        for script in page.scripts:
            self._script(script, page)
        for url in page.stylesheets:
            if self._ours(url):
                self._file(urldefrag(url).url, Kind.STYLESHEET, page.url)

    def _script(self, script: Script, page: Page) -> None:
        if not script.url:
            return
        # A file called after Stripe is looked at wherever it lies: it may be a copy of Stripe.js.
        if self._ours(script.url) or _called_after_stripe(script.url):
            self._file(urldefrag(script.url).url, Kind.SCRIPT, page.url)
        else:
            self._elsewhere[script.url] = None

    def _file(self, url: str, kind: Kind, found_on: str) -> None:
        if url in self._resources:
            return
        if sum(each.kind not in (Kind.PURCHASE_PAGE, Kind.PAGE) for each in self._resources.values()) >= FILES:
            self._left_out += 1
            return
        fetched = self._fetch(url, kind, found_on)
        if fetched.last and (map_url := _source_map(fetched.last)):
            if map_url.startswith("data:"):
                self._resources[f"{url} (embedded)"] = Resource(url, Kind.SOURCE_MAP, url, embedded=_data(map_url))
            elif self._ours(map_url):
                self._file(map_url, Kind.SOURCE_MAP, url)

    def _fetch(self, url: str, kind: Kind, found_on: str) -> Resource:
        if url not in self._resources:
            self._resources[url] = self._visit(url, kind, found_on)
        return self._resources[url]

    def _visit(self, url: str, kind: Kind, found_on: str) -> Resource:
        """Follow its redirects as long as they stay on the site; each address is asked once in the whole crawl."""
        answers: list[Answered] = []
        here: str | None = url
        try:
            while here and len(answers) <= HOPS:
                self._answers[here] = self._answers.get(here) or self._visitor.get(here)
                answers.append(self._answers[here])
                there = answers[-1].location
                here = there if there and self._ours(there) else None
        except SiteUnreachable as error:
            self._unanswered[url] = error
            return Resource(url, kind, found_on, tuple(answers), str(error))
        return Resource(url, kind, found_on, tuple(answers), f"more than {HOPS} redirects" if here else "")

    def _ours(self, url: str) -> bool:
        """True on the same host and port by the same scheme; of a malformed address, never."""
        try:
            return url.startswith(self._site.partition("//")[0]) and address_of(url) == address_of(self._site)
        except ValueError:
            return False


def _path(url: str) -> str:
    return unquote(urlsplit(url).path)


def _called_after_stripe(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    host = parts.hostname or ""
    is_stripes = host == "stripe.com" or host.endswith((".stripe.com", ".stripe.network"))
    return parts.scheme in ("http", "https") and not is_stripes and "stripe" in parts.path.rpartition("/")[2].lower()


def _source_map(answered: Answered) -> str:
    """Where a script or stylesheet says its source map is; empty if it says nothing."""
    said = _SOURCE_MAP.findall(answered.text)
    there = answered.headers.get("sourcemap") or answered.headers.get("x-sourcemap") or (said[-1] if said else "")
    return there if there.startswith("data:") else urljoin(answered.url, there.rstrip("*/")) if there else ""


def _data(url: str) -> str:
    """What a ``data:`` address holds."""
    head, _, body = url.partition(",")
    if ";base64" not in head:
        return unquote(body)
    try:
        return base64.b64decode(unquote(body)).decode("utf-8", "replace")
    except binascii.Error:
        return body
