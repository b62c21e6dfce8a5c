"""The list of all checks."""

from __future__ import annotations

import pkgutil
import re
from collections import Counter
from importlib import import_module

import pytest

from pennydrop.errors import CheckUnknown
from pennydrop.golive import checks
from pennydrop.golive.catalogue import CHECKS, MODULES, choose
from pennydrop.golive.check import Section


def test_every_id_is_unique_and_can_be_typed() -> None:
    assert [id for id, count in Counter(check.id for check in CHECKS).items() if count > 1] == []
    assert [check.id for check in CHECKS if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", check.id)] == []


def test_every_check_says_one_sentence() -> None:
    assert [check.id for check in CHECKS if not re.fullmatch(r"\S.*[^.]\.", check.says)] == []


def test_checks_stand_in_the_order_of_the_checklist() -> None:
    sections = [[*Section].index(check.section) for check in CHECKS]
    assert sections == sorted(sections)


def test_every_module_with_checks_is_in_the_catalogue() -> None:
    modules = [import_module(module.name) for module in pkgutil.iter_modules(checks.__path__, f"{checks.__name__}.")]
    assert [module.__name__ for module in modules if hasattr(module, "CHECKS") and module not in MODULES] == []


def test_no_name_chooses_all_in_order() -> None:
    assert choose(()) == CHECKS


@pytest.mark.parametrize("name", ["security", "Security", "Security reminders"])
def test_a_section_is_chosen_by_its_name(name: str) -> None:
    assert choose([name]) == tuple(check for check in CHECKS if check.section is Section.SECURITY)


def test_a_section_is_chosen_by_its_number() -> None:
    assert {check.section for check in choose(["10"])} == {Section.PEOPLE}


def test_several_names_choose_each_check_once() -> None:
    chosen = choose(["webhook-secret-age", "terms-read", "security"])
    assert chosen[0].id == "terms-read"
    assert len({check.id for check in chosen}) == len(chosen)


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(CheckUnknown, match="no check and no section 'securty'; did you mean security"):
        choose(["terms-read", "securty"])
    with pytest.raises(CheckUnknown, match="golive list"):
        choose(["xyzzy"])
