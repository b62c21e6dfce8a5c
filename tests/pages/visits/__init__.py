"""Every page object on the page of the reference site that it is made for. One module for each domain."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any

from tests.pages.scene import Scene
from tests.pages.visit import Facts, Visit

SiteVisit = Visit[Callable[[Scene], Facts]]


def all_visits() -> list[SiteVisit]:
    """``VISITS`` of each module."""
    modules: list[Any] = [
        importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)
    ]
    return [visit for module in modules for visit in module.VISITS]
