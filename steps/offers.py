"""What teachers offer: workshops, courses and downloads, at a price or for nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from pytest_bdd import given, parsers

from pennydrop.money import Money
from pennydrop.vocabulary.types import sentence
from pennydrop.vocabulary.words import meant_by

if TYPE_CHECKING:
    from fixtures.courses import Courses
    from fixtures.downloads import Downloads
    from fixtures.people import People
    from fixtures.workshops import Workshops


Offer = Callable[..., None]
"""Puts goods of one kind into the ledger: ``offer(teacher, title, price, **columns)``."""


@pytest.fixture
def offer(workshops: Workshops, courses: Courses, downloads: Downloads) -> dict[str, Offer]:
    """How each kind of goods is offered."""
    return {"workshop": workshops.offer, "course": courses.offer, "download": downloads.offer}


@given(sentence('{seller:w} offers the {goods:w} "{title}" at {price:Money}'))
def offers(people: People, offer: dict[str, Offer], seller: str, goods: str, title: str, price: Money) -> None:
    """A ``workshop`` (online, one session a month from now), a ``course`` (one lesson) or a ``download`` (one file)."""
    meant_by(goods, offer)(people.teacher(seller), title, price)


@given(parsers.parse('{seller:w} offers the {goods:w} "{title}" for free'))
def offers_for_free(people: People, offer: dict[str, Offer], seller: str, goods: str, title: str) -> None:
    """A ``workshop``, ``course`` or ``download`` like any other, but without a price."""
    meant_by(goods, offer)(people.teacher(seller), title, Money(0))


@given(sentence('{seller:w} has not published the {goods:w} "{title}" at {price:Money} yet'))
def has_not_published(
    people: People, offer: dict[str, Offer], seller: str, goods: str, title: str, price: Money
) -> None:
    """A ``workshop``, ``course`` or ``download`` that is ready, and still a draft."""
    meant_by(goods, offer)(people.teacher(seller), title, price, status="draft")
