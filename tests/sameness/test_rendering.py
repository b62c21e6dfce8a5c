"""What a reader sees of differences, and that a state can be kept."""

from __future__ import annotations

from collections.abc import Callable

from pennydrop.sameness import Difference, EndState, render
from tests.sameness.shop import Run


def test_states_with_rows_survive_as_json(undisturbed: EndState, run: Callable[[], Run]) -> None:
    kept = EndState.from_json(undisturbed.to_json())
    assert kept == undisturbed
    assert kept.differences(run().story().end()) == []


def test_a_long_list_ends_with_how_many_more_there_are() -> None:
    found = [Difference(f"lesson {number}", "status", "'a'", "'b'") for number in range(50)]
    lines = render(found).splitlines()
    assert len(lines) == 41
    assert lines[0] == "lesson 0: status  undisturbed 'a'  disturbed 'b'"
    assert lines[-1] == "and 10 more"


def test_of_long_texts_the_part_that_differs_is_shown() -> None:
    text = "x" * 300
    shown = str(Difference("mail", "text", f"{text} paid {text}", f"{text} lost {text}"))
    assert len(shown) < 250
    assert " paid " in shown
    assert " lost " in shown
