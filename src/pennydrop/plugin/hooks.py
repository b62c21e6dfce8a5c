"""The hooks that a suite's own plugins and ``conftest.py`` may implement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pennydrop.plugin.modules import Module
    from pennydrop.storm.disturbance import Disturbance


def pytest_pennydrop_modules() -> Sequence[Module]:  # type: ignore[empty-body]  # pytest calls those that implement it
    """The parts of the shop that a site may lack. Scenarios tagged with one that it lacks are not run."""


def pytest_pennydrop_disturbances() -> Sequence[type[Disturbance]]:  # type: ignore[empty-body]
    """Disturbances of the suite's own, for ``--storm`` beside those of :mod:`pennydrop.storm`."""
