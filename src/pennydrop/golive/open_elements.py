"""The elements that are open where an HTML parser is: whether a reader sees the text there, and in which part it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
_NOT_READ = {"script", "style", "template", "noscript", "head", "title", "textarea", "select", "datalist", "svg"}
_CLOSED_BY_THE_NEXT = {"p", "li", "dt", "dd", "tr", "td", "th", "option"}
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
Attributes = Mapping[str, str]


@dataclass(frozen=True)
class _Element:
    tag: str
    hides: bool
    is_footer: bool
    is_main: bool


class OpenElements:
    """From the outermost to the innermost one."""

    def __init__(self) -> None:
        self._open: list[_Element] = []

    def begin(self, tag: str, given: Attributes) -> None:
        """A start tag. It ends what HTML lets go without an end tag: ``<li>one<li>two``."""
        if tag in _CLOSED_BY_THE_NEXT and self._open and self._open[-1].tag == tag:
            self._open.pop()
        if tag not in VOID:
            self._open.append(_Element(tag, _hides(tag, given), _is_footer(tag, given), _is_main(tag, given)))

    def end(self, tag: str) -> None:
        """An end tag, and with it the end of all that is within; of what is not open, nothing."""
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index].tag == tag:
                del self._open[index:]
                break

    def inside(self, *tags: str) -> bool:
        """True within one of these elements, however deep."""
        return any(element.tag in tags for element in self._open)

    @property
    def hidden(self) -> bool:
        """True where no reader sees the text."""
        return any(element.hides for element in self._open)

    @property
    def in_footer(self) -> bool:
        return any(element.is_footer for element in self._open)

    @property
    def place(self) -> str:
        """``main``; ``around`` in navigation and footer; empty in neither."""
        if any(element.is_main for element in self._open):
            return "main"
        return "around" if self.in_footer or self.inside("nav") else ""


def _hides(tag: str, given: Attributes) -> bool:
    return tag in _NOT_READ or "hidden" in given or bool(_INVISIBLE.search(given.get("style", "")))


def _is_footer(tag: str, given: Attributes) -> bool:
    named = f"{given.get('class', '')} {given.get('id', '')}".lower()
    return tag == "footer" or given.get("role") == "contentinfo" or (tag != "body" and "footer" in named)


def _is_main(tag: str, given: Attributes) -> bool:
    return tag == "main" or given.get("role") == "main"
