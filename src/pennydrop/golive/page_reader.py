"""What a page shows to a reader, and what it makes a browser fetch."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from pennydrop.golive.css import css_urls

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
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
_NOT_READ = {"script", "style", "template", "noscript", "head", "title", "textarea", "select", "datalist", "svg"}
_CLOSED_BY_THE_NEXT = {"p", "li", "dt", "dd", "tr", "td", "th", "option"}
_WITHIN_A_WORD = {"a", "abbr", "b", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "u", "wbr"}
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
Attributes = dict[str, str]


@dataclass(frozen=True)
class Reference:
    """Something a browser fetches for the page: ``where`` such as ``<img src>``."""

    where: str
    url: str


@dataclass
class Link:
    """An ``<a>``: what it says and where it leads; ``url`` is empty if that is no address."""

    url: str
    text: str = ""
    in_footer: bool = False


@dataclass
class Script:
    """A ``<script>``: ``url`` is empty for one that stands in the page, whose ``text`` is then here."""

    url: str
    nonce: str
    integrity: str
    text: str = ""


@dataclass(frozen=True)
class Field:
    """A field of a form: ``kind`` is ``password``, ``hidden``, ``textarea``, ..."""

    name: str
    kind: str
    value: str


@dataclass
class Form:
    """``method`` in small letters."""

    action: str
    method: str
    fields: list[Field] = field(default_factory=list)

    def has(self, kind: str) -> bool:
        """True if it has a field of that kind."""
        return any(each.kind == kind for each in self.fields)


@dataclass
class Page:
    """A page as read. All addresses are absolute.

    ``words`` is the visible text with single spaces, ``content`` that of ``<main>``; if there is none, all but what
    stands in ``<nav>`` and in a footer.
    """

    url: str
    language: str = ""
    words: str = ""
    content: str = ""
    references: list[Reference] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    scripts: list[Script] = field(default_factory=list)
    stylesheets: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    named_by: list[Reference] = field(default_factory=list)  # canonical and alternate addresses
    policies: list[str] = field(default_factory=list)  # Content-Security-Policy in <meta>

    @property
    def asks_for_password(self) -> bool:
        return any(form.has("password") for form in self.forms)


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


@dataclass(frozen=True)
class _Element:
    """An element that is open where the parser is."""

    tag: str
    hides: bool
    is_footer: bool
    is_main: bool


class _Reader(HTMLParser):
    def __init__(self, url: str) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page(url)
        self.visible: list[tuple[str, str]] = []  # text, and where it stands: main, around, or neither
        self._base = url
        self._open: list[_Element] = []
        self._link: Link | None = None
        self._form: Form | None = None
        self._css: list[str] | None = None

    # --- what the parser calls -----------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._inside("textarea") or self._inside("title"):
            return  # there, a tag is text
        given = {name: value or "" for name, value in attrs}
        if tag in _CLOSED_BY_THE_NEXT and self._open and self._open[-1].tag == tag:
            self._open.pop()
        if tag not in _VOID:
            self._open.append(_Element(tag, _hides(tag, given), _is_footer(tag, given), _is_main(tag, given)))
        self._space(tag)
        self._note(tag, given)
        if reader := getattr(self, f"_read_{tag}", None):
            reader(given)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and self._inside("svg"):  # elsewhere, HTML does not know <div/>
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._space(tag)
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index].tag == tag:
                del self._open[index:]
                break
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
        elif self._inside("script") and self.page.scripts:
            self.page.scripts[-1].text += data
        elif not any(element.hides for element in self._open):
            self.visible.append((data, self._place()))
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
            self._link = Link(self._absolute(given["href"]), given.get("aria-label", ""), self._in_footer())
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

    def _inside(self, tag: str) -> bool:
        return any(element.tag == tag for element in self._open)

    def _in_footer(self) -> bool:
        return any(element.is_footer for element in self._open)

    def _space(self, tag: str) -> None:
        """Words of two paragraphs are two words, those of ``<b>pay</b>ment`` one."""
        if tag not in _WITHIN_A_WORD:
            self.visible.append((" ", self._place()))

    def _place(self) -> str:
        if any(element.is_main for element in self._open):
            return "main"
        return "around" if self._in_footer() or self._inside("nav") else ""

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


def _hides(tag: str, given: Attributes) -> bool:
    return tag in _NOT_READ or "hidden" in given or bool(_INVISIBLE.search(given.get("style", "")))


def _is_footer(tag: str, given: Attributes) -> bool:
    named = f"{given.get('class', '')} {given.get('id', '')}".lower()
    return tag == "footer" or given.get("role") == "contentinfo" or (tag != "body" and "footer" in named)


def _is_main(tag: str, given: Attributes) -> bool:
    return tag == "main" or given.get("role") == "main"


def _spaced(texts: Iterable[str]) -> str:
    return " ".join("".join(texts).split())
