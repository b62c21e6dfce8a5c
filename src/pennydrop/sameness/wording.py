"""Texts without what differs from run to run: each pattern is taken out for the reason beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_UUID = re.compile(r"(?<![\w-])[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}(?![\w-])", re.IGNORECASE)
_NUMBERED = re.compile(r"\b(?P<word>[a-z_]{2,})(?:[:=#]| #)(?P<number>\d+)\b", re.IGNORECASE)
_STRIPE_ID = re.compile(r"\b(cs|pi|re|evt|ch|cus|py|pyr|pm|txn|in|src|seti|prod|price)_(?:test_|live_)?[A-Za-z0-9]{8,}")

_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")

# Applied from top to bottom: what comes first contains what comes later.
_PATTERNS = (
    # Stripe names what it makes at random.
    (_STRIPE_ID, r"<\1>"),
    # What a Given makes lies so and so many days from today.
    (re.compile(rf"\b(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Satu?r?|Sun)(?:day)?,?\s+)?{_MONTH}\s+\d{{1,2}}"
                r"(?:st|nd|rd|th)?\b(?:,?\s+\d{4}\b)?"), "<date>"),
    (re.compile(rf"\b(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Satu?r?|Sun)(?:day)?,?\s+)?\d{{1,2}}"
                rf"(?:st|nd|rd|th)?\s+{_MONTH}(?:\s+\d{{4}})?\b"), "<date>"),
    (re.compile(r"\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"), "<date>"),
    (re.compile(r"\b\d{1,2}/\d{1,2}/\d{4}\b"), "<date>"),
    (re.compile(r"\b\d{1,2}:\d\d(?::\d\d)?(?:\s*[ap]\.?m\b\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?|\b(?:noon|midnight)\b",
                re.IGNORECASE), "<time>"),
    # Links lead to rows by key, and carry tokens: what stays are the words of the path.
    (re.compile(r"(?<=/)(?=[^/\s\"'<>]*[0-9A-Z])[^/\s\"'<>]+(?=/)"), "<part>"),
    # Tokens of links, idempotency keys, leases: sixteen or more letters and digits, mixed.
    (re.compile(r"\b(?=[A-Za-z0-9_-]*\d)(?=[A-Za-z0-9_-]*[A-Za-z])[A-Za-z0-9_-]{16,}\b"), "<token>"),
)  # fmt: skip


class Wording:
    """Takes out of texts what is new in each run. ``keys``: the table of each row that has a UUID for a key;
    ``numbers``: table and key of every row; ``invented``: what the site made up, such as an order number."""

    def __init__(
        self,
        family: str,
        keys: Mapping[str, str] | None = None,
        numbers: frozenset[tuple[str, str]] = frozenset(),
        invented: frozenset[str] = frozenset(),
    ) -> None:
        self._family = re.compile(re.escape(family), re.IGNORECASE)
        self._keys, self._numbers = keys or {}, numbers
        known = "|".join(map(re.escape, sorted(invented, key=len, reverse=True)))
        self._invented = re.compile(rf"(?<!\w)(?:{known})(?!\w)") if known else None

    def plain(self, text: str) -> str:
        """``text`` with placeholders: ``Order <invented> of Sam <family>, <date>``."""
        text = self._family.sub("<family>", text)
        if self._invented:
            text = self._invented.sub("<invented>", text)
        text = _NUMBERED.sub(self._number, _UUID.sub(self._key, text))
        for pattern, placeholder in _PATTERNS:
            text = pattern.sub(placeholder, text)
        return text

    def lines(self, text: str) -> str:
        """A whole page or mail, its lines in alphabetical order: what was bought together is listed in any order."""
        seen = _TAG.sub("\n", text) if "</" in text else text
        lines = (line.strip() for line in self.plain(seen).splitlines())
        return " / ".join(sorted(line for line in lines if line))

    def _number(self, found: re.Match[str]) -> str:
        """``item:<id>`` for ``item:17``, if a row of some table of items has that key."""
        word, number = found["word"].lower(), found["number"]
        known = any(table.endswith(word) and key == number for table, key in self._numbers)
        return found[0].removesuffix(number) + "<id>" if known else found[0]

    def _key(self, found: re.Match[str]) -> str:
        table = self._keys.get(found[0].replace("-", "").lower())
        return f"<{table}>" if table else "<uuid>"


def is_stripe_id(text: str) -> bool:
    """Whether ``text`` is the id of something at Stripe, and nothing else."""
    return bool(_STRIPE_ID.fullmatch(text))
