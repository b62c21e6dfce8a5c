"""The two fixtures every suite offers the vocabulary, and one sentence of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pytest_bdd import given

from pennydrop.vocabulary.cast import Cast, Person
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from playwright.sync_api import Page


class OwnShop:
    """Knows the way to Checkout for each of the goods the features name. So far there are none."""

    def to_checkout(self, goods: str, buyer: Person) -> Page:
        raise LookupError(f"nobody has written the way to Checkout for {goods!r} yet")


@pytest.fixture
def cast() -> Cast:
    """The people of this scenario, by first name."""
    return Cast()


@pytest.fixture
def shop() -> OwnShop:
    """The shop under test."""
    return OwnShop()


@given(sentence("{name:w} is a customer"))
def is_a_customer(cast: Cast, name: str) -> None:
    """Known to the scenario; a real suite would give her an account here."""
    cast.add(Person(name, cast.tag, cast.email_of(name), password="", id=0))
