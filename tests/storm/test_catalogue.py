"""Disturbances by name, together, and with an outcome of their own."""

from __future__ import annotations

from typing import Any
from unittest.mock import Mock

import pytest

from pennydrop.storm.catalogue import AmbiguousName, Catalogue, UnknownDisturbance, own_disturbances
from pennydrop.storm.disturbance import Disturbance
from pennydrop.storm.outcome import Differs, Outcome
from pennydrop.storm.weather import Weather

MOMENTS = [name for name, value in vars(Disturbance).items() if callable(value) and not name.startswith("_")]


def disturbance(name: str) -> type[Disturbance]:
    return type("Some", (Disturbance,), {"name": name})


FIRST, SECOND = disturbance("reorder"), disturbance("lost-answer")
CATALOGUE = Catalogue([FIRST, SECOND])


def test_names_are_chosen_in_the_catalogue_s_order_and_once() -> None:
    assert CATALOGUE.chosen("lost-answer, reorder,reorder") == (FIRST, SECOND)
    assert CATALOGUE.chosen("all") == (FIRST, SECOND)
    assert CATALOGUE.chosen("undisturbed") == ()


def test_an_unknown_name_is_refused_with_what_there_is() -> None:
    with pytest.raises(UnknownDisturbance, match=r"'reorde' \(did you mean 'reorder'\?\); there are: reorder, lost-"):
        CATALOGUE.chosen("reorde")


def test_two_of_one_name_are_refused() -> None:
    with pytest.raises(AmbiguousName, match="two disturbances are called 'reorder'"):
        Catalogue([FIRST, disturbance("reorder")])


def test_every_disturbance_of_the_library_has_a_name_a_story_and_a_scenario_to_concern() -> None:
    known = Catalogue(own_disturbances()).all

    assert known
    for it in known:
        assert it.name not in ("", Disturbance.name)
        assert it.story.endswith("."), it.name
        assert it.tags <= {"purchase", "refund"}, it.name
        assert it.tags, it.name


@pytest.mark.parametrize("moment", MOMENTS)
def test_weather_tells_every_moment_to_all_its_parts(moment: str) -> None:
    weather, parts = Weather(), [Mock(spec=Disturbance), Mock(spec=Disturbance)]
    scenes: list[Any] = [object(), object()]
    for part, scene in zip(parts, scenes, strict=True):
        getattr(part, moment).return_value = part is parts[0]
        weather.add(part, scene)
    rest = [object()] * (Disturbance.__dict__[moment].__code__.co_argcount - 2)

    said = getattr(weather, moment)(object(), *rest)

    for part, scene in zip(parts, scenes, strict=True):
        getattr(part, moment).assert_called_once_with(scene, *rest)
    assert said in (True, None)


def test_an_outcome_accepts_what_is_by_design_and_misses_what_is_not_there() -> None:
    outcome = Outcome(
        "money goes back",
        differs=(
            Differs("a payment", "payment.*paid", times=1),
            Differs("a mail of the refund", "mail.*refunded"),
            Differs("a second click", "click", optional=True),
        ),
    )
    payment, mail = "payment at Stripe: only disturbed: paid", "mail: only disturbed: Refunded"

    assert outcome.unexpected([payment, "lesson: status", mail]) == [1]
    assert outcome.missing([payment, mail]) == []
    assert outcome.missing([payment, payment]) == ["a payment: there 2 times, not 1", "a mail of the refund: not there"]
