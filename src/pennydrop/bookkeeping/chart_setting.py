"""The chart of accounts that a setting names, for commands that run without pytest."""

from __future__ import annotations

import importlib
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pennydrop.bookkeeping.chart import Chart
from pennydrop.errors import SettingsError

if TYPE_CHECKING:
    from pennydrop.ledger import Ledger

NAME = "PENNYDROP_GOLIVE__CHART"


def named_chart(reference: str) -> Chart:
    """The chart ``module:name`` of the suite in this folder. ``SettingsError`` when it is not one, or is not there."""
    module, _, name = reference.partition(":")
    if not module or not name:
        raise SettingsError(f"{NAME} is {reference!r}; it must be module:name, such as fixtures.chart:CHART")
    here = str(Path.cwd())
    if here not in sys.path:
        sys.path.insert(0, here)  # as pytest does: a suite is a folder, not a package that is installed
    try:
        found = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError) as missing:
        raise SettingsError(
            f"{NAME} is {reference!r}, and {missing}: run this in the folder of the suite, or name its chart"
        ) from missing
    if not isinstance(found, Chart):
        raise SettingsError(f"{NAME} is {reference!r}, which is a {type(found).__name__}, not a Chart")
    return found


def offered(chart: Chart, ledger: Ledger) -> Chart:
    """Without the goods whose table this site does not have."""
    return replace(chart, goods=tuple(goods for goods in chart.goods if ledger.has_table(goods.table)))
