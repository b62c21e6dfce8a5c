"""No secret, real card, machine or registry is in a tracked file."""

from __future__ import annotations

import re

import pytest

from pennydrop.checkout.cards import CARDS
from tests.docs.documents import ROOT, shown, tracked_files

# Written in pieces: this file is tracked as well.
PRIVATE = {
    "live key": r"\b[srp]k_" + r"live_[A-Za-z0-9]{16,}",
    "test key of a real account": r"\b[srp]k_" + r"test_[A-Za-z0-9]{24,}",
    "signing secret": r"\bwhsec_" + r"[A-Za-z0-9+/]{24,}",
    "private key": r"BEGIN [A-Z ]*PRIVATE " + "KEY",
    "path of somebody's machine": r"(?<![\w.])/(?:" + r"home|Users|root|work|tmp)/\w",
    "package registry": r"(?:(?<!emit-)index[-_]url|trusted-host|find-links|GO" + r"PROXY)\s*=?\s*\"?https?:",
    "private host": r"https?://(?:[\w.-]+@)?(?:10\.|192\.168\.|[\w-]+\.(?:internal|" + r"corp|lan)\b)",
}
TEST_CARDS = ROOT / "src/pennydrop/emulator/domain/test_cards.csv"
# Numbers the card networks publish for tests; Stripe declines them.
PUBLISHED = {"4111111111111111", "30569309025904"}
_DIGITS = re.compile(r"(?<![\w.])[2-6](?:[ -]?\d){12,18}(?!\w)")


def _texts() -> list[tuple[str, str]]:
    """Name and content of each tracked file that is text."""
    contents = ((shown(path), path.read_bytes()) for path in tracked_files())
    return [(name, content.decode("utf-8", "replace")) for name, content in contents if b"\0" not in content[:1024]]


@pytest.mark.parametrize("kind", PRIVATE)
def test_nothing_private_is_tracked(kind: str) -> None:
    pattern = re.compile(PRIVATE[kind])
    found = [f"{name}: {match[0][:16]}..." for name, text in _texts() for match in pattern.finditer(text)]
    assert found == []


def test_every_card_number_is_a_test_card() -> None:
    rows = TEST_CARDS.read_text(encoding="utf-8").splitlines()[1:]
    known = {row.split(",")[0] for row in rows} | {card.number for card in CARDS.values()} | PUBLISHED
    found = [(name, re.sub(r"\D", "", number)) for name, text in _texts() for number in _DIGITS.findall(text)]
    assert found
    assert [f"{name}: ...{number[-4:]}" for name, number in found if number not in known and _is_card(number)] == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("live key", "sk_" + "live_4eC39HqLyjWDarjtT1zdp7dc"),
        ("signing secret", "whsec_" + "0123456789abcdef0123456789abcdef"),
        ("path of somebody's machine", "open('/" + "home/sam/shop')"),
        ("package registry", "--extra-index-url " + "https://packages.example/simple"),
        ("private host", "http://" + "10.0.0.7/simple"),
    ],
)
def test_the_patterns_find_what_they_are_for(kind: str, text: str) -> None:
    assert re.search(PRIVATE[kind], text)


def _is_card(number: str) -> bool:
    """The check digit is right (Luhn)."""
    doubled = [sum(divmod(2 * int(digit), 10)) for digit in number[-2::-2]]
    return (sum(doubled) + sum(map(int, number[::-2]))) % 10 == 0
