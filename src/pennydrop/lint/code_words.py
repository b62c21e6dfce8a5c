"""Selectors, ids, addresses, SQL and names of the database: words of the code, where people want to read sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pennydrop.lint.finding import Finding
from pennydrop.phrases import PhraseBook

KINDS = {
    "an address": re.compile(r"\bhttps?://\S+|(?<![\w/.])/[a-z][\w-]*(?:/[\w<>{}-]*)+", re.IGNORECASE),
    "an id": re.compile(
        r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"  # uuid
        r"|\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{12,}\b"
        r"|\b(?:cs|pi|ch|cus|evt|pm|seti|whsec|[srp]k)_\w+"
        r"|\b(?:re|in|sub|price|prod|acct|txn)_(?:test_|live_)?(?=\w*\d)\w{8,}"
    ),
    "SQL": re.compile(
        r"\bSELECT\b.+\bFROM\b|\bINSERT\s+INTO\b|\bUPDATE\s+\w+\s+SET\b|\bDELETE\s+FROM\b"
        r"|\bWHERE\s+\w+\s*=|(?i:\bselect \*)"
    ),
    "a selector": re.compile(
        r"\b(?:css|xpath|data-testid|data-test-id)\s*=|(?<!\w)//\w+|\[[\w-]+[*^$~|]?=|:nth-\w+\(|::\w+"
        r"|(?<![\w&])[#.][a-z][\w-]*|\b(?:div|span|input|button|form|ul|li|td|tr|a)(?:[.#\[>]\w|\s>\s)"
    ),
    "a name of the database": re.compile(r"(?<![\w<.{\"])[a-z]+[a-z0-9]*(?:_[a-z0-9]+)+(?![\w>}]|\.\w)"),
}
ADVICE = "say what it means in the words of the business, and let the step's function know the rest"


def code_words(book: PhraseBook) -> Iterator[Finding]:
    """Each line of a feature that is no comment and no tag, by the first kind of word found in it."""
    for text in book.suite.features:
        for number, line in enumerate(text.path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
            if found := find_code_word(line):
                kind, word = found
                yield Finding(text.file, number, f"{word!r} is {kind}", ADVICE)


def find_code_word(line: str) -> tuple[str, str] | None:
    """The kind and the word itself; None when the line is fit to read aloud."""
    if line.lstrip().startswith(("#", "@")):
        return None
    found = ((kind, pattern.search(line)) for kind, pattern in KINDS.items())
    return next(((kind, match[0].strip()) for kind, match in found if match), None)
