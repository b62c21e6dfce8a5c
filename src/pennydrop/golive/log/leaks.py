"""What must not stand in a log: numbers of cards, secrets, and whatever lets its reader in as somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pennydrop.card_numbers import card_numbers
from pennydrop.golive.secret_search import find_secrets
from pennydrop.logs.file import Lines

# As people write it: in one piece, or in the groups that are printed on the card.
_NUMBER = re.compile(
    r"""(?<![\w.+/-])(?: \d{13,19}
    | (?<!\d[ -]) (?: \d{4}([ -])\d{4}\1\d{4}\1\d{1,7} | \d{4}([ -])\d{6}\2\d{4,5} ) (?![ -]\d(?!\d?/\d))
    ) (?![\w/-]|\.\d)""",
    re.VERBOSE,
)
# A long number under such a name is the number of something else, by chance with a card's check digit.
_NAMED = re.compile(
    r"""(?:\b|_)(?:id|uid|pid|trace|span|request|req|session|order|invoice|ref|reference|seq|offset|nonce|duration|time
    |timestamp|ts|ns|us|bytes|size|length|phone|tel|iban|tracking)\w{0,8}["']?\s?[=:#]\s?["']?$""",
    re.VERBOSE | re.IGNORECASE,
)
_NO_VALUE = re.compile(
    r"""^(?:\*+|x+|•+|\.{2,}|<.*|\[.*|\(?(?:none|null|true|false|redacted|filtered|masked|hidden|removed
    |changed|reset|required|invalid|incorrect|missing|empty|set|unset|yes|no)\b.*)$""",
    re.VERBOSE | re.IGNORECASE,
)
_VALUE = r"""(?P<value>[^\s"'&,;}\]]{6,})"""
_WAYS_IN = {
    "an Authorization header": re.compile(
        r"""(?i)\bauthorization["']?\s*[:=]\s*["']?(?:Bearer|Basic|Token|Digest)\s+""" + _VALUE
    ),
    "a session cookie": re.compile(
        r"""(?i)(?<![\w-])(?:sessionid|_session_id|connect\.sid|phpsessid)["']?\s*[=:]\s*["']?""" + _VALUE
    ),
    # A colon only between quotation marks: "invalid password: attempts left 2" tells nobody's.
    "a password": re.compile(
        r"""(?i)(?<![\w-])(?:password[12]?|passwd|pwd|new_password[12]?|old_password|passphrase)"""
        r"""(?:=["']?|["']\s*:\s*["'])""" + _VALUE
    ),
    "a token": re.compile(
        r"""(?i)(?<![\w-])(?:access_token|refresh_token|auth_token|api_key|apikey|csrfmiddlewaretoken|client_secret)"""
        r"""(?:=["']?|["']\s*:\s*["'])""" + _VALUE
    ),
    "a client secret of Stripe": re.compile(r"\b(?P<value>(?:pi|seti|cs)_\w+_secret_\w{10,})"),
}


def card_numbers_in(lines: Lines) -> Iterator[tuple[int, str]]:
    """The line (from 1, of those given) and the last four digits of each card number."""
    for place, line in enumerate(lines, start=1):
        for found in _NUMBER.finditer(line):
            if not _NAMED.search(line[: found.start()]):
                for number in card_numbers(found[0]):
                    yield place, number[-4:]


def secrets_in(lines: Lines, known: dict[str, str]) -> Iterator[tuple[int, str]]:
    """The line and the kind of each secret, never the secret. ``known`` are the site's own, by what they are called."""
    for place, line in enumerate(lines, start=1):
        for name, secret in known.items():
            if secret in line:
                yield place, name
        for kind, pattern in _WAYS_IN.items():
            if any(not _NO_VALUE.match(found["value"]) for found in pattern.finditer(line)):
                yield place, kind
    own = tuple(known.values())
    for finding in find_secrets("\n".join(lines)):
        if not any(secret in lines[finding.line - 1] for secret in own):
            yield finding.line, str(finding)
