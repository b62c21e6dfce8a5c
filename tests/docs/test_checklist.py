"""Every line of the checklist has its proof, every proof exists, and every check belongs to a line."""

from __future__ import annotations

import re
import shlex
from collections import Counter

import pytest

from pennydrop.cli.app import app
from pennydrop.golive.catalogue import CHECKS
from pennydrop.golive.check import Section
from pennydrop.golive.closing import LINES, STEPS
from scripts.reference.checklist import Item, checklist

ITEMS = [item for section in checklist() for item in section.items]
COMMANDS = sorted({item.command for item in ITEMS if item.command} | {step.command for step in STEPS if step.command})
# What a command needs that is not written down in a list.
PLACEHOLDERS = {"ID": "pi_1"}


def test_every_line_is_proven() -> None:
    assert [item.text for item in ITEMS if not (item.checks or item.proof or item.command)] == []


def test_every_check_and_scenario_that_proves_a_line_exists() -> None:
    assert {item.text: item.stale for item in ITEMS if item.stale} == {}


def test_every_check_proves_a_line() -> None:
    named = {id for item in ITEMS for id in item.checks}
    assert [check.id for check in CHECKS if check.id not in named] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_one_that_can_be_typed(command: str) -> None:
    program, *words = shlex.split(command)
    assert program == "pennydrop"
    app.parse_args([PLACEHOLDERS.get(word, word) for word in words], exit_on_error=False, print_error=False)


def test_no_line_of_a_section_stands_there_twice() -> None:
    for section in checklist():
        assert [text for text, count in Counter(item.text for item in section.items).items() if count > 1] == []


def test_the_closing_list_says_what_the_examination_rests_on() -> None:
    final = next(section for section in checklist() if section.title == Section.FINAL)
    assert {item.text: item.checks for item in final.items if item.checks} == {it.says: it.rests_on for it in LINES}


def test_the_steps_of_going_live_are_those_that_the_examination_prints() -> None:
    steps = next(section for section in checklist() if section.title == "Going live")
    assert [(item.text, item.command) for item in steps.items] == [(step.says, step.command) for step in STEPS]


def test_the_numbered_parts_are_the_sections_of_the_examination() -> None:
    numbers = {int(number) for section in checklist() for number in re.findall(r"^(\d+)\.", section.title)}
    assert numbers == {int(section.value.partition(".")[0]) for section in Section if section.value[0].isdigit()}


@pytest.mark.parametrize(
    ("item", "stale"),
    [
        (Item("x", checks=("no-such-check",)), ["no-such-check"]),
        (Item("x", proof=("@no-such-tag",)), ["@no-such-tag"]),
        (Item("x", checks=("terms-read",), proof=("@smoke",)), []),
    ],
)
def test_a_proof_that_does_not_exist_is_noticed(item: Item, stale: list[str]) -> None:
    assert item.stale == stale
