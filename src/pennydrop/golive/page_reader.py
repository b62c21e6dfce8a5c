"""Reading HTML as a browser and its reader do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from pennydrop.golive.css import css_urls
from pennydrop.golive.open_elements import VOID, Attributes, OpenElements
from pennydrop.golive.page import Field, Form, Link, Page, Reference, Script

# What a browser fetches by itself, or sends a form to: (tag, attribute).
_FETCHED = {
    ("script", "src"),
    ("img", "src"),
    ("iframe", "src"),
    ("frame", "src"),
    ("embed", "src"),
    ("audio", "src"),
    ("video", "src"),
    ("video", "poster"),
    ("source", "src"),
    ("track", "src"),
    ("input", "src"),
    ("object", "data"),
    ("image", "href"),
    ("image", "xlink:href"),
    ("use", "href"),
    ("use", "xlink:href"),
    ("body", "background"),
    ("form", "action"),
    ("button", "formaction"),
    ("input", "formaction"),
}
_FETCHED_RELATIONS = {"stylesheet", "icon", "apple-touch-icon", "manifest", "preload", "modulepreload", "prefetch"}
_WITHIN_A_WORD = {"a", "abbr", "b", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "u", "wbr"}


def read_page(url: str, html: str) -> Page:
    """Read ``html`` that ``url`` has answered; broken HTML is read as far as it goes."""
    reader = _Reader(url)
    reader.feed(html)
    reader.close()
    reader.page.words = _spaced(text for text, _ in reader.visible)
    reader.page.content = _spaced(text for text, place in reader.visible if place == "main") or _spaced(
        text for text, place in reader.visible if place == ""
    )
    return reader.page


class _Reader(HTMLParser):
    def __init__(self, url: str) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page(url)
        self.visible: list[tuple[str, str]] = []  # text, and where it stands: main, around, or neither
        self._base = url
        self._open = OpenElements()
        self._link: Link | None = None
        self._form: Form | None = None
        self._css: list[str] | None = None

    # --- what the parser calls -----------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._open.inside("textarea", "title"):
            return  # there, a tag is text
        given = {name: value or "" for name, value in attrs}
        self._open.begin(tag, given)
        self._space(tag)
        self._note(tag, given)
        if reader := getattr(self, f"_read_{tag}", None):
            reader(given)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID and self._open.inside("svg"):  # elsewhere, HTML does not know <div/>
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._space(tag)
        self._open.end(tag)
        if tag == "a":
            self._link = None
        elif tag == "form":
            self._form = None
        elif tag == "style" and self._css is not None:
            self._styles("<style> url()", "".join(self._css))
            self._css = None

    def handle_data(self, data: str) -> None:
        if self._css is not None:
            self._css.append(data)
        elif self._open.inside("script") and self.page.scripts:
            self.page.scripts[-1].text += data
        elif not self._open.hidden:
            self.visible.append((data, self._open.place))
        if self._link is not None:
            self._link.text = " ".join(f"{self._link.text} {data}".split())

    # --- one tag each --------------------------------------------------------------------------------------------

    def _note(self, tag: str, given: Attributes) -> None:
        for attribute, value in given.items():
            if (tag, attribute) in _FETCHED and value.strip():
                self._refer(f"<{tag} {attribute}>", value)
            elif attribute in ("srcset", "imagesrcset"):
                for candidate in re.split(r",\s+|,(?=https?:)", value):
                    self._refer(f"<{tag} {attribute}>", candidate.strip().partition(" ")[0])
        self._styles(f"<{tag} style> url()", given.get("style", ""))

    def _read_html(self, given: Attributes) -> None:
        self.page.language = given.get("lang", "").lower()

    def _read_base(self, given: Attributes) -> None:
        self._base = urljoin(self.page.url, given.get("href", ""))

    def _read_a(self, given: Attributes) -> None:
        if given.get("href", "").strip():
            self._link = Link(self._absolute(given["href"]), given.get("aria-label", ""), self._open.in_footer)
            self.page.links.append(self._link)

    def _read_script(self, given: Attributes) -> None:
        url = self._absolute(given["src"]) if given.get("src") else ""
        self.page.scripts.append(Script(url, given.get("nonce", ""), given.get("integrity", "")))

    def _read_style(self, given: Attributes) -> None:
        self._css = []

    def _read_link(self, given: Attributes) -> None:
        relations, there = set(given.get("rel", "").lower().split()), given.get("href", "").strip()
        if not there:
            return
        if relations & _FETCHED_RELATIONS:
            self._refer(f"<link rel={' '.join(sorted(relations))}>", there)
        if "stylesheet" in relations:
            self.page.stylesheets.append(self._absolute(there))
        if relations & {"canonical", "alternate"} and "stylesheet" not in relations:
            self.page.named_by.append(Reference(f"<link rel={' '.join(sorted(relations))}>", self._absolute(there)))

    def _read_meta(self, given: Attributes) -> None:
        if given.get("http-equiv", "").lower() == "content-security-policy":
            self.page.policies.append(given.get("content", ""))

    def _read_form(self, given: Attributes) -> None:
        self._form = Form(self._absolute(given.get("action", "")), given.get("method", "get").lower())
        self.page.forms.append(self._form)

    def _read_input(self, given: Attributes) -> None:
        if self._form:
            kind = given.get("type", "text").lower()
            self._form.fields.append(Field(given.get("name", ""), kind, given.get("value", "")))

    def _read_textarea(self, given: Attributes) -> None:
        if self._form:
            self._form.fields.append(Field(given.get("name", ""), "textarea", ""))

    # --- helpers -------------------------------------------------------------------------------------------------

    def _space(self, tag: str) -> None:
        """Words of two paragraphs are two words, those of ``<b>pay</b>ment`` one."""
        if tag not in _WITHIN_A_WORD:
            self.visible.append((" ", self._open.place))

    def _absolute(self, url: str) -> str:
        """Empty for what is no address, such as ``http://[oops``."""
        try:
            there = urljoin(self._base, url.strip())
            return there if urlsplit(there).port != 0 else ""  # asking for the port parses all of it
        except ValueError:
            return ""

    def _refer(self, where: str, url: str) -> None:
        if url and (there := self._absolute(url)):
            self.page.references.append(Reference(where, there))

    def _styles(self, where: str, css: str) -> None:
        for url in css_urls(css):
            self._refer(where, url)


def _spaced(texts: Iterable[str]) -> str:
    return " ".join("".join(texts).split())
