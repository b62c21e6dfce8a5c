"""The text a reader sees in an HTML mail."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_UNSEEN = frozenset(["head", "title", "script", "style", "noscript", "template"])
# fmt: off
_BLOCKS = frozenset([
    "address", "article", "blockquote", "br", "center", "div", "dl", "dd", "dt", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
])
# fmt: on
_LINE_BREAKS = re.compile(r"[ \t\r\f\v]*\n\s*")
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")  # not the no-break space, which the reader sees


def html_to_text(html: str, links: bool = False) -> str:
    """One line for each block; with ``links``, the address of every web link in brackets after its text."""
    reader = _Reader(links)
    reader.feed(html)
    reader.close()
    return _LINE_BREAKS.sub("\n", "".join(reader.pieces)).strip()


class _Reader(HTMLParser):
    def __init__(self, links: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._links = links
        self._unseen: list[str] = []
        self._targets: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen.append(tag)
        elif tag == "body":
            self._unseen.clear()  # whatever the head left open
        elif tag in _BLOCKS:
            self.pieces.append("\n")
        elif tag == "a":
            self._targets.append(dict(attributes).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        elif tag in _BLOCKS:
            self.pieces.append("\n")
        elif tag == "a" and self._targets:
            target = self._targets.pop()
            if self._links and target.startswith(("http://", "https://")):
                self.pieces.append(f" ( {target} )")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(_BLANKS.sub(" ", data))
