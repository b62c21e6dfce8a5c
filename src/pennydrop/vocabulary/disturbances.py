"""What real life does to a purchase, by the names that ``pytest --storm`` has for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from pytest_bdd import given, parsers

from pennydrop.storm.disturbance import Scene

if TYPE_CHECKING:
    from pennydrop.storm.catalogue import Catalogue
    from pennydrop.storm.weather import Weather


@given(parsers.parse('the purchase meets "{name}"'))
def purchase_meets(
    request: pytest.FixtureRequest, disturbances: Catalogue, disturbance: Weather, name: str
) -> Iterator[None]:
    """One of the disturbances of docs/storm.md. The scenario is in error if there was no occasion for it."""
    met, scene = disturbances.named(name)(), Scene(request)
    for rule, because in (met.outcome.suspends if met.outcome else {}).items():
        request.getfixturevalue("bookkeeper").suspend(rule, because=because)
    with scene.until_the_end:
        disturbance.add(met, scene)
        met.begin(scene)
        yield
    assert scene.told, f"nothing in this scenario gave {name!r} an occasion"
