"""What a page of the site holds: what it shows to a reader, and what it makes a browser fetch."""

from __future__ import annotations

from dataclasses import dataclass, field


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
