from __future__ import annotations

import pytest

from pennydrop.plugin.ids import is_scenario, row_id, slug


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("A full refund", "a_full_refund"),
        ("A refund of £20.00, once", "a_refund_of_gbp20.00_once"),
        ("Anna's card: declined (3DS).", "anna_s_card_declined_3ds"),
        ("Un remboursement à l'été", "un_remboursement_a_l_ete"),
        ("払い戻し", "払い戻し"),
        ("a::b[c]/d", "a_b_c_d"),
        ("!", "empty"),
    ],
)
def test_a_title_becomes_words_that_need_no_quotes(title: str, expected: str) -> None:
    assert slug(title) == expected


def test_the_cells_of_a_row_are_joined_in_the_order_of_the_columns() -> None:
    assert row_id({"card": "Visa debit", "amount": "€5.00", "note": ""}) == "visa_debit-eur5.00-empty"


def test_a_test_that_speaks_of_a_scenario_is_none() -> None:
    assert is_scenario("features/a.feature::a_refund[visa]")
    assert not is_scenario("tests/test_run.py::test_it[features/a.feature::row]")
