"""Nothing that differs from run to run is a difference, and everything else is."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from pennydrop.sameness import EndState, render
from tests.sameness.shop import Run

Scenario = Callable[[], Run]


def test_runs_that_differ_in_keys_times_names_and_order_are_the_same(run: Scenario, undisturbed: EndState) -> None:
    assert len(undisturbed.rows) == 25
    for _ in range(6):
        other = run().story().end()
        assert render(undisturbed.differences(other)) == ""
        assert undisturbed == other  # the labels too


COLUMNS = [
    ("lesson", "status", "Rejected"),
    ("lesson", "fee", 41.5),
    ("lesson", "day", "2031-01-01"),
    ("purchase_order", "status", "refunded"),
    ("purchase_order", "total", "80.01"),
    ("purchase_order", "paid_at", None),
    ("item", "price", "39.99"),
    ("payment", "status", "pending"),
    ("payment", "order_id", None),
    ("payment", "series_id", None),
    ("payment", "metadata", '{"n": 2}'),
    ("intent", "refunded", 100),
    ("outbox", "text", "Nothing"),
    ("outbox", "sent_at", None),
    ("person", "site_id", None),
]


@pytest.mark.parametrize(("table", "column", "value"), COLUMNS, ids=[f"{t}.{c}" for t, c, _ in COLUMNS])
@pytest.mark.parametrize("which", [0, -1], ids=["first", "last"])
def test_a_changed_column_is_one_difference(
    run: Scenario, undisturbed: EndState, table: str, column: str, value: Any, which: int
) -> None:
    second = run().story()
    [row for name, row in second.rows if name == table][which][column] = value
    found = undisturbed.differences(second.end())
    assert [(it.what.split()[0], it.column) for it in found] == [(table, column)], render(found)


@pytest.mark.parametrize("table", ["item", "payment", "outbox", "intent"])
def test_a_row_that_is_there_once_more_is_one_difference(run: Scenario, undisturbed: EndState, table: str) -> None:
    second = run().story()
    _, row = next(it for it in second.rows if it[0] == table)
    second.add(table, **{name: value for name, value in row.items() if name not in ("id", "intent")})
    found = undisturbed.differences(second.end())
    assert [(it.what.split()[0], it.undisturbed) for it in found] == [(table, None)], render(found)


def test_a_reference_that_leads_elsewhere_is_a_difference(run: Scenario, undisturbed: EndState) -> None:
    second = run().story()
    items = [row for name, row in second.rows if name == "item"]
    items[0]["lesson_id"], items[2]["lesson_id"] = items[2]["lesson_id"], items[0]["lesson_id"]
    found = undisturbed.differences(second.end())
    assert found
    assert {it.column for it in found} <= {"lesson_id", "order_id"}, render(found)


def test_who_gets_what_is_not_lost_among_rows_that_look_alike(run: Scenario) -> None:
    """Two lessons alike but for who ordered them."""
    first, second = run(), run()
    for scenario, owners in ((first, ("Sam", "Tina")), (second, ("Sam", "Sam"))):
        for owner in owners:
            scenario.order(scenario.lesson("Sam"), who=owner)
    assert any(it.column == "buyer_id" for it in first.end().differences(second.end()))


def circle(run: Run, *, friends: bool = True) -> Run:
    team = run.add("team", name="Reds", captain_id=run.people["Sam"])
    for (_, row), friend in zip(run.rows[:2], ("Tina", "Sam"), strict=True):
        row.update(friend_id=run.people[friend] if friends else None, team_id=team)
    return run


def test_references_in_a_circle_are_followed(run: Scenario) -> None:
    first, second = circle(run()).end(), circle(run()).end()
    assert first == second
    assert {row.label for row in first.rows} == {"person#1", "person#2", "team#1"}


def test_a_circle_that_is_broken_is_seen(run: Scenario) -> None:
    found = circle(run()).end().differences(circle(run(), friends=False).end())
    assert [str(it) for it in found] == [
        "person of Sam: friend_id  undisturbed person#2  disturbed null",
        "person of Tina: friend_id  undisturbed person#1  disturbed null",
    ]


def test_rows_alike_in_everything_are_still_counted(run: Scenario) -> None:
    first, second, third = run(), run(), run()
    for scenario, orders in ((first, 3), (second, 3), (third, 2)):
        for _ in range(orders):
            scenario.order(scenario.lesson())
    state = first.end()
    assert state == second.end()
    assert len([it for it in state.differences(third.end()) if it.disturbed is None]) == 7, "six rows and the money"


def test_secrets_and_keys_are_in_no_state(run: Scenario) -> None:
    scenario = run().story()
    state = scenario.end().to_json()
    for _, row in scenario.rows:
        assert not row.get("password") or row["password"] not in state
    assert scenario.cast.tag.lower() not in state.lower()
    assert not re.search(r"\b(cs|pi)_test", state)
