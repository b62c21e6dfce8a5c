"""Each kind of discrepancy planted alone is found, and nothing else; in a sound shop nothing is found."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

import pytest

from pennydrop.reconcile.kinds import KINDS
from tests.reconcile.conftest import SIZE, Site
from tests.reconcile.faults import PLANTED, Planted, expected, quiet
from tests.reconcile.world import Shop

NUMBERS = list(islice(quiet(Shop(SIZE)), 200))


def test_a_sound_shop_is_in_balance(site: Callable[..., Site]) -> None:
    found, findings = site().reconcile()
    assert [(each.kind.id, each.id, each.stripe, each.ledger) for each in findings] == []
    assert found.balanced
    assert found.figures["payments_compared"] > 400
    assert found.figures["payments_too_young"] == 1
    assert found.figures["payments_of_others"] == 4


@pytest.mark.parametrize("planted", PLANTED, ids=[f"{each.kind} {each.name}".strip() for each in PLANTED])
def test_each_kind_alone_is_the_only_finding(planted: Planted, site: Callable[..., Site]) -> None:
    number = NUMBERS[10]
    _, findings = site({number: planted.plant}).reconcile()
    assert [(each.kind.id, each.id) for each in findings] == [expected(planted, number, SIZE)], [
        (each.stripe, each.ledger) for each in findings
    ]


def test_all_kinds_together_are_each_found_once(site: Callable[..., Site]) -> None:
    """Of lessons, which an order has bought, and of downloads, which say so themselves."""
    lessons, downloads = ([number for number in NUMBERS if number % 2 == odd] for odd in (0, 1))
    faults = dict(zip(lessons, PLANTED, strict=False)) | dict(zip(downloads, PLANTED, strict=False))
    _, findings = site({number: planted.plant for number, planted in faults.items()}).reconcile()
    told = sorted((each.kind.id, each.id) for each in findings)
    assert told == sorted(expected(planted, number, SIZE) for number, planted in faults.items())


def test_every_kind_of_a_payment_is_planted() -> None:
    elsewhere = {"payout-failed", "card-testing", "failure-spike"}
    assert {each.kind for each in PLANTED} == {kind.id for kind in KINDS} - elsewhere
