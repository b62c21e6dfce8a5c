"""What has the shape of a secret and is none: placeholders, words, counting, references to the real one."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from math import log2

_WORDS = re.compile(
    r"x{4,}|\*{3,}|\.{3,}|_{3,}|0{4,}|example|placeholder|change.?me|replace|your|secret|sample|dummy|fake|insert"
    r"|redacted|todo|insecure|password|local|public|token|stripe|test|live|here|not.?real|key|1234\d*|abcd[a-z]*",
    re.IGNORECASE,
)
# Machines make such words by chance, but seldom do they fill this share of a secret.
MOST_WORDS = 0.25
LEAST_ENTROPY = 2.6  # bits a character; sixteen random hexadecimal digits have more, but for one in some thousand
MOST_COUNTING = 0.5  # share of neighbours that follow each other, as in "abcd" and "aaaa"
# Stripe prints these in its own documentation, for everybody to use; Django marks what it made for development.
_PUBLISHED = ("4eC39HqLyjWDarjtT1zdp7dc", "tR3PYbcVNZZ796tH88S4VQ2u", "BQokikJOvBiI2HlWgH4olfQ2", "django-insecure-")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_REFERENCE = re.compile(
    r"""^\$\w+$ | \$\{ | \{\{ | ^\{.*\}$ | ^<.*>$ | %\(\w+\)s   # ${SECRET_KEY}, {{ key }}, <key>
    | ^[A-Za-z_]+(\.[A-Za-z_]+)+$                               # settings.SECRET_KEY
    | ^(/|\./|~/|\w+://)                                        # the file or place that holds it
    """,
    re.VERBOSE,
)


def is_placeholder(body: str) -> bool:
    """Whether nobody would get in with this: ``body`` is the secret without a prefix such as ``sk_live_``."""
    return (
        body.startswith(_PUBLISHED)
        or sum(len(word[0]) for word in _WORDS.finditer(body)) >= MOST_WORDS * len(body)
        or _entropy(body) < LEAST_ENTROPY
        or _counting(body.casefold()) > MOST_COUNTING
    )


def is_no_value(value: str) -> bool:
    """Whether a setting's value only says where the secret is, as ``${KEY}`` does, or is an id."""
    return _REFERENCE.search(value) is not None or _UUID.fullmatch(value) is not None


def _entropy(text: str) -> float:
    counts = Counter(text).values()
    return -sum(count / len(text) * log2(count / len(text)) for count in counts)


def _counting(text: str) -> float:
    steps = [abs(ord(after) - ord(before)) for before, after in pairwise(text)]
    return sum(step <= 1 for step in steps) / max(len(steps), 1)
