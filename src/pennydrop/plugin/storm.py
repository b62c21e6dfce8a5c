"""The disturbance a scenario runs under; without ``--storm`` there is none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pennydrop.storm.disturbance import Disturbance, Scene


@pytest.fixture
def disturbance() -> Disturbance:
    """What disturbs this scenario's purchases."""
    return Disturbance()


@pytest.fixture
def scene(request: pytest.FixtureRequest) -> Iterator[Scene]:
    """What a disturbance can reach, and what it has told."""
    scene = Scene(request)
    with scene.until_the_end:
        yield scene
