"""Each rule: books that balance break none, and one change breaks exactly the rule that it is about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pennydrop.bookkeeping.facts import Facts, Filled, Item, Letter, Link
from pennydrop.bookkeeping.rules import RULES, broken, unchecked
from pennydrop.money import Money
from pennydrop.relay.delivery import State
from tests.bookkeeping.shop import (
    ANN,
    BEN,
    CAT,
    CONFIRMED,
    FACTS,
    LINK,
    PAID,
    PRICE,
    RECORD,
    RETURNED,
    SONG,
    SONGS,
    TAKEN_BACK,
    TO_ANN,
    TO_BEN,
    delivery,
)

SECOND = replace(PAID, session_id="cs_2", intent_id="pi_2")
SECOND_RECORD = replace(RECORD, key="2", session="cs_2", intent="pi_2")
IN_SECOND = Link("pi_2", "cs_2", PRICE, sold=True)
FREE = Item(SONGS, "9", ANN.id, BEN.id, owned=True, same=(9, ANN.id), links=(Link("", "", Money(0), sold=False),))


def numbers(facts: Facts) -> list[int]:
    return sorted({it.rule.number for it in broken(facts)})


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(FACTS, id="bought"),
        pytest.param(RETURNED, id="bought and returned"),
        pytest.param(replace(FACTS, items=(TAKEN_BACK,)), id="given up without a refund"),
        pytest.param(
            replace(
                FACTS,
                payments=(PAID, SECOND),
                records=(RECORD, SECOND_RECORD),
                items=(TAKEN_BACK, replace(SONG, key="8", links=(IN_SECOND,))),
                letters=(
                    TO_ANN,
                    TO_BEN,
                    TO_ANN,
                    TO_BEN,
                ),
            ),
            id="given up without a refund, and bought again",
        ),
        pytest.param(
            replace(FACTS, items=(SONG, replace(SONG, key="8", same=(8,), given=True, links=(IN_SECOND,)))),
            id="something owned that a Given wrote",
        ),
        pytest.param(replace(FACTS, items=(SONG, FREE)), id="something free besides, not mailed about"),
        pytest.param(
            replace(FACTS, items=(SONG, FREE), letters=(TO_ANN, TO_BEN, replace(TO_BEN, text="A present"))),
            id="something free besides, mailed about",
        ),
        pytest.param(
            replace(FACTS, letters=(TO_BEN,), unwilling=frozenset({(CONFIRMED, ANN.email)})), id="no mail wanted"
        ),
        pytest.param(
            replace(
                FACTS,
                payments=(replace(PAID, refunded=PRICE), replace(SECOND, created=PAID.created)),
                refunds={"pi_1": (PRICE,)},
                records=(RETURNED.records[0], SECOND_RECORD),
                items=(replace(SONG, links=(IN_SECOND,)),),
                letters=(*RETURNED.letters, TO_ANN, TO_BEN),
            ),
            id="returned, and bought again in the same row",
        ),
        pytest.param(Facts(payments=(PAID,)), id="no chart"),
        pytest.param(
            replace(FACTS, payments=(PAID, replace(SECOND, metadata={}))), id="a payment in another shop besides"
        ),
        pytest.param(
            Facts(people=(ANN,), payments=(PAID,), unheard=frozenset({"cs_1"}), chart=FACTS.chart),
            id="the confirmation is held back",
        ),
        pytest.param(replace(FACTS, deliveries=(delivery(400, authentic=False), delivery())), id="a forged message"),
        pytest.param(replace(FACTS, deliveries=(delivery(None, state=State.HELD),)), id="a message still held"),
        pytest.param(replace(FACTS, places=(Filled("session 7", 2, 2),)), id="full"),
    ],
)
def test_books_that_balance_break_no_rule(facts: Facts) -> None:
    assert [str(it) for it in broken(facts)] == []


def cases() -> list[object]:
    returned = RETURNED.payments[0]
    changes: list[tuple[str, list[int], Facts]] = [
        ("owned in two rows", [1], replace(FACTS, items=(SONG, replace(SONG, key="8", links=())))),
        ("no confirmation", [2], replace(FACTS, letters=(TO_BEN,))),
        ("the seller not told", [2], replace(FACTS, letters=(TO_ANN,))),
        ("the seller told twice", [2], replace(FACTS, letters=(TO_ANN, TO_BEN, replace(TO_BEN, subject="Sold: it")))),
        ("somebody else told", [2], replace(FACTS, letters=(TO_ANN, TO_BEN, replace(TO_BEN, recipients=(CAT.email,))))),
        (
            "a copy to somebody else",
            [2],
            replace(FACTS, letters=(TO_ANN, replace(TO_BEN, recipients=(BEN.email, CAT.email)))),
        ),
        (
            "the same mail twice",
            [2],
            replace(FACTS, letters=(TO_ANN, TO_BEN, *[Letter((CAT.email,), "Hello", "")] * 2)),
        ),
        ("a mail that is not wanted", [2], replace(FACTS, unwilling=frozenset({(CONFIRMED, ANN.email)}))),
        ("a wrong figure in a mail", [8], replace(FACTS, letters=(replace(TO_ANN, text="Total: £36.00"), TO_BEN))),
        (
            "owned, and not paid",
            [4],
            replace(FACTS, items=(SONG, replace(SONG, key="8", same=(8,), links=(IN_SECOND,)))),
        ),
        ("a record without a payment", [4], replace(FACTS, records=(RECORD, SECOND_RECORD))),
        (
            "a record of another shop's",
            [4],
            replace(FACTS, payments=(PAID, replace(SECOND, metadata={})), records=(RECORD, SECOND_RECORD)),
        ),
        ("paid for nothing", [2, 7], replace(FACTS, items=())),
        (
            "paid twice for one row",
            [2, 7],
            replace(
                FACTS,
                payments=(PAID, SECOND),
                records=(RECORD, SECOND_RECORD),
                items=(replace(SONG, links=(LINK, IN_SECOND)),),
            ),
        ),
        ("delivered for more than was paid", [2, 8], replace(FACTS, items=(SONG, replace(SONG, key="8", same=(8,))))),
        (
            "another total on record",
            [8],
            replace(FACTS, records=(replace(RECORD, total=Money(5000), commission=Money(500), share=Money(4500)),)),
        ),
        ("another currency on record", [8], replace(FACTS, records=(replace(RECORD, currency="usd"),))),
        ("commission and share do not add up", [9], replace(FACTS, records=(replace(RECORD, share=Money(3500)),))),
        (
            "another commission",
            [9],
            replace(FACTS, records=(replace(RECORD, commission=Money(300), share=Money(3700)),)),
        ),
        ("no commission", [9], replace(FACTS, records=(replace(RECORD, commission=None),))),
        ("no record", [10], replace(FACTS, records=())),
        ("two records", [10], replace(FACTS, records=(RECORD, replace(RECORD, key="2")))),
        ("a record still open", [10], replace(FACTS, records=(replace(RECORD, status="pending"),))),
        (
            "completed after a full refund",
            [10],
            replace(RETURNED, records=(replace(RETURNED.records[0], status="completed"),)),
        ),
        ("a record of somebody else", [10], replace(FACTS, records=(replace(RECORD, buyer=CAT.id),))),
        ("sold out", [11], replace(FACTS, places=(Filled("session 7", 1, 2),))),
        (
            "more back than paid",
            [14, 15, 16],
            replace(
                RETURNED,
                refunds={"pi_1": (PRICE, PRICE)},
                records=(replace(RETURNED.records[0], refunded=Money(8000)),),
            ),
        ),
        ("owned after a refund", [15], replace(RETURNED, items=(SONG,))),
        ("not told of the refund", [15], replace(RETURNED, letters=(TO_ANN, TO_BEN))),
        (
            "told of a refund twice",
            [15],
            replace(RETURNED, letters=(*RETURNED.letters, Letter((ANN.email,), "Refund: it", "£40.00"))),
        ),
        ("a refund not on record", [16], replace(FACTS, payments=(replace(returned, refunded=Money(500)),))),
        ("a message refused", [19], replace(FACTS, deliveries=(delivery(400),))),
        ("a forgery believed", [19], replace(FACTS, deliveries=(delivery(200, authentic=False),))),
        (
            "an error that is put right later",
            [26],
            replace(FACTS, deliveries=(delivery(500), delivery(200, attempt=2))),
        ),
        ("an error that is not", [19, 26], replace(FACTS, deliveries=(delivery(500),))),
        (
            "nobody at the site's address",
            [19, 26],
            replace(FACTS, deliveries=(delivery(None, state=State.UNREACHABLE),)),
        ),
        ("an error in a browser", [26], replace(FACTS, incidents=("GET /cart/ answered 500",))),
    ]
    return [pytest.param(rules, facts, id=name) for name, rules, facts in changes]


@pytest.mark.parametrize(("rules", "facts"), cases())
def test_one_change_breaks_the_rules_it_is_about(rules: list[int], facts: Facts) -> None:
    assert numbers(facts) == rules


def test_every_rule_is_broken_by_some_case() -> None:
    cases_of = {number for case in cases() for number in case.values[0]}  # type: ignore[attr-defined]

    assert cases_of == set(RULES)


def test_a_suspended_rule_is_not_told_and_the_others_are() -> None:
    facts = replace(FACTS, deliveries=(delivery(500),))

    assert [it.rule.number for it in broken(facts, suspended=[26])] == [19]


def test_without_a_chart_what_needs_none_is_checked() -> None:
    facts = Facts(payments=(PAID,), deliveries=(delivery(500),), letters=(TO_ANN, TO_ANN), incidents=("a 500",))

    assert numbers(facts) == [2, 19, 26]
    assert set(unchecked()) == set(RULES) - {2, 14, 19, 26}
