"""What secrets look like, by kind: Stripe's own, those detect-secrets knows by their format, and settings.

Only what can hardly be mistaken. High entropy alone also finds hashes, ids and lock files, so it is no rule here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pennydrop.golive.secret_search.library import part_of_detect_secrets
from pennydrop.golive.secret_search.look_alikes import is_no_value, is_placeholder

_WORD = re.compile(r"[A-Za-z0-9+/_]")
FEWEST = 16  # characters of a secret a borrowed pattern may single out; fewer, and it names only the secret's kind


@dataclass(frozen=True)
class Rule:
    """``hints``: text without which there is none, looked for first because that is fast.

    The group ``body`` of a pattern is what must not be a placeholder, ``prefix`` what may be shown of it.
    """

    kind: str
    hints: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]

    def secret_in(self, match: re.Match[str]) -> tuple[str, str] | None:
        """What may be shown of the secret, and the secret; ``None`` for a look-alike."""
        groups = match.groupdict()
        group = next((name for name in ("body", "bare") if groups.get(name)), _singled_out(match))
        body = match[group]
        if is_placeholder(body) or is_no_value(body) or _inside_a_word(match, group):
            return None
        prefix = groups.get("prefix") or ""
        return prefix, (prefix + body if prefix.endswith("_") else body)


def _singled_out(match: re.Match[str]) -> int:
    """The group of a borrowed pattern that holds the secret; the whole match if the last one is too short for it."""
    last = match.lastindex or 0
    return last if len(match[last] or "") >= FEWEST else 0


def _inside_a_word(match: re.Match[str], group: str | int) -> bool:
    """Base64 and compiled programs hold every short format by chance, but with letters on both sides."""
    if group:
        return False  # the pattern says what is around
    before, after = match.string[max(0, match.start() - 1) : match.start()], match.string[match.end() : match.end() + 1]
    return bool(_WORD.match(before) or _WORD.match(after))


def _rule(kind: str, hints: Iterable[str], pattern: str) -> Rule:
    return Rule(kind, tuple(hints), (re.compile(pattern),))


def _stripe_key(kind: str, letters: str, mode: str) -> Rule:
    key = rf"(?<![A-Za-z0-9])(?P<prefix>{letters}_(?:org_)?{mode}_)(?P<body>[A-Za-z0-9]{{16,}})(?![A-Za-z0-9_])"
    return _rule(kind, (f"k_{mode}_", f"k_org_{mode}_"), key)


STRIPE = (
    _stripe_key("live Stripe secret key", "sk", "live"),
    _stripe_key("live Stripe restricted key", "rk", "live"),
    _stripe_key("Stripe test key", "[sr]k", "test"),
    _rule(
        "Stripe webhook secret",
        ("whsec_",),
        r"(?<![A-Za-z0-9])(?P<prefix>whsec_)(?P<body>[A-Za-z0-9+/]{24,}={0,2})(?![A-Za-z0-9_])",
    ),
)
# The name of a constant or variable, in capitals as settings and .env files have it.
_NAMES = ("SECRET", "PASSWORD", "PASSWD", "API_KEY", "ACCESS_KEY", "PRIVATE_KEY", "SECRET_KEY", "_TOKEN")
_SETTING = rf"(?<![A-Za-z0-9])(?P<prefix>[A-Z0-9_]{{0,60}}(?:{'|'.join(_NAMES)})[\"']?\]? ?[:=] ?)"
GENERAL = (
    _rule(
        "private key",
        ("PRIVATE KEY-----",),
        r"(?P<prefix>-----BEGIN (?!ENCRYPTED)(?:[A-Z]+ )?PRIVATE KEY-----)(?:\s|\\n|\\r|[ >*#])*"
        r"(?P<body>[A-Za-z0-9+/]{40,64})",
    ),
    _rule(
        "password in an address",
        ("://",),
        r"(?P<prefix>\b[a-z][a-z0-9+]{1,20}://)[^\s:/@\"'`<>]{0,64}:(?P<body>[^\s/@:\"'`<>]{8,128})@"
        # A host without a dot is a machine next door, in a container or a test.
        r"(?!localhost|127\.|\[::1\]|example\.|[\w.-]*\.example|[\w-]+(?:[:/\"'\s]|$))[\w.-]+",
    ),
    _rule(
        "secret setting",
        _NAMES,
        _SETTING
        + r"(?:[\"'](?P<body>(?=[^\s\"']*\d)(?=[^\s\"']*[A-Za-z])[^\s\"']{16,200})[\"']"
        + r"|(?P<bare>(?=\S*\d)(?=\S*[A-Za-z])[A-Za-z0-9+/=_!@#%^&*~-]{16,200})(?=\s|$))",
    ),
    _rule(
        "mail app password",
        ("PASSWORD",),
        r"(?P<prefix>(?:MAIL|SMTP)[A-Z_]*PASSWORD[\"']? ?[:=] ?)[\"']?(?P<body>(?:[a-z]{4}[ ]?){3}[a-z]{4})(?![\w.(-])",
    ),
)
# detect-secrets' formats, by the module and class of its plugin; the hints are ours, for speed.
_BORROWED = (
    ("aws", "AWSKeyDetector", ("AKIA", "ASIA", "ABIA", "ACCA", "aws", "AWS")),
    ("azure_storage_key", "AzureStorageKeyDetector", ("AccountKey=",)),
    ("github_token", "GitHubTokenDetector", ("ghp_", "gho_", "ghu_", "ghs_", "ghr_")),
    ("gitlab_token", "GitLabTokenDetector", ("glpat-", "gldt-", "glrt-", "glcbt-")),
    ("mailchimp", "MailchimpDetector", ("-us",)),
    ("npm", "NpmDetector", ("_authToken",)),
    ("openai", "OpenAIDetector", ("T3BlbkFJ",)),
    ("pypi_token", "PypiTokenDetector", ("pypi-AgE",)),
    ("sendgrid", "SendGridDetector", ("SG.",)),
    ("slack", "SlackDetector", ("xox", "hooks.slack.com")),
    ("square_oauth", "SquareOAuthDetector", ("sq0csp",)),
)


@cache
def all_rules() -> tuple[Rule, ...]:
    """Stripe's first. ``PennydropError`` without detect-secrets."""
    return (*STRIPE, *_borrowed(), *GENERAL)


def _borrowed() -> Iterable[Rule]:
    for module, name, hints in _BORROWED:
        plugin = part_of_detect_secrets(f"plugins.{module}", name)
        yield Rule(plugin.secret_type, hints, tuple(plugin.denylist))
