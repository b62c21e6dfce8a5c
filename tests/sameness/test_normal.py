"""Each rule for columns, on rows as they come out of the database."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from pennydrop.sameness.differences import render
from pennydrop.sameness.state import EndState, RowState
from tests.sameness.shop import Run, made_up

Scenario = Callable[[], Run]


def cells(state: EndState, table: str) -> Mapping[str, str]:
    return one(state, table).cells


def one(state: EndState, table: str) -> RowState:
    """The only row of the table."""
    (row,) = [row for row in state.rows if row.table == table]
    return row


def test_what_becomes_of_each_kind_of_column(run: Scenario) -> None:
    scenario = run()
    scenario.order(scenario.lesson())
    state = scenario.end()
    lesson = {
        "student_id": "person#1",
        "fee": "40",
        "day": "today+9",
        "hour": "<time>",
        "hours_before_lesson": "<span>",
        "status": "'Accepted'",
    }
    assert cells(state, "lesson") == lesson
    order = {
        "order_number": "'<invented>'",
        "buyer_id": "person#1",
        "session_id": "'<cs>'",
        "status": "'completed'",
        "total": "40",
        "made_at": "<moment>",
        "paid_at": "<moment>",
    }
    assert cells(state, "purchase_order") == order
    assert cells(state, "payment")["order_id"] == "purchase_order#1"
    assert cells(state, "payment")["series_id"] == "<uuid>"
    assert cells(state, "payment")["metadata"] == "{lesson_ids: '<lesson>', n: 1, order_id: '<purchase_order>'}"
    assert cells(state, "outbox")["text"] == (
        "'Order <invented> of Sam <family>: lesson <lesson> at http://shop.test/order/<part>/see/ on <date>'"
    )


def test_what_everybody_shares_is_referred_to_and_not_pulled_in(run: Scenario) -> None:
    state = run().end()
    assert {row.table for row in state.rows} == {"person"}
    assert {row.cells["site_id"] for row in state.rows} == {"<site>"}


def test_a_row_is_found_by_what_it_holds_of_stripe(run: Scenario) -> None:
    scenario = run()
    scenario.order(scenario.lesson())
    assert cells(scenario.end(), "intent") == {"stripe_id": "'<pi>'", "refunded": "0"}


def test_rows_say_whose_they_are(run: Scenario) -> None:
    scenario = run()
    scenario.order(scenario.lesson("Tina"), who="Sam")
    whose = {row.table: row.whose for row in scenario.end().rows if row.table != "person"}
    assert whose == {
        "lesson": "Tina",
        "purchase_order": "Sam",
        "item": "Sam",
        "payment": "Sam",
        "outbox": "Sam",
        "intent": None,
    }


def test_the_day_before_or_after_is_no_difference_but_two_days_are(run: Scenario) -> None:
    ends = []
    for days in (9, 10, 11):
        scenario = run()
        scenario.lesson(day=str(datetime.now(UTC).date() + timedelta(days=days)))
        ends.append(scenario.end())
    assert ends[0].differences(ends[1]) == []
    assert render(ends[0].differences(ends[2])) == "lesson of Sam: day  undisturbed today+9  disturbed today+11"


def test_how_often_a_mail_was_tried_is_no_difference(run: Scenario) -> None:
    first, second = run(), run()
    first.mail("Sam", "Hello", attempts=1)
    second.mail("Sam", "Hello", attempts=4, last_error="connection refused")
    assert first.end() == second.end()


def test_tries_that_are_no_mail_s_count(run: Scenario) -> None:
    """The rule is for tables that note when each row was sent."""
    first, second = run(), run()
    first.add("vote", voter_id=first.people["Sam"], attempts=1)
    second.add("vote", voter_id=second.people["Sam"], attempts=2)
    assert render(first.end().differences(second.end())) == "vote of Sam: attempts  undisturbed 1  disturbed 2"


def test_json_is_read_to_its_last_branch(run: Scenario) -> None:
    scenario = run()
    tag, key = scenario.cast.tag, str(scenario.people["Sam"])
    metadata = {
        "created": 1764000000,
        "who": [{"name": f"Sam {tag}", "person_id": key, "n": 3}],
        "client_secret": "x",
        "at": "2026-11-23T17:20:00Z",
        "nothing": None,
        "free": False,
        "rate": 0.5,
    }
    scenario.add("payment", buyer_id=scenario.people["Sam"], intent=made_up("pi"), metadata=json.dumps(metadata))
    assert cells(scenario.end(), "payment")["metadata"] == (
        "{at: '<date>', created: <moment>, free: false, nothing: null, rate: 0.5,"
        " who: [{n: 3, name: 'Sam <family>', person_id: '<person>'}]}"
    )
