"""The seeded faults, from the modules that seed them."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

from scripts.reference.table import first_line, markdown_table
from tests.faults import seeded
from tests.faults.families import FAMILIES


def render() -> str:
    """One row a fault, in the order of the families."""
    modules = [importlib.import_module(f"{seeded.__name__}.{it.name}") for it in pkgutil.iter_modules(seeded.__path__)]
    rows = [_row(module) for module in sorted(modules, key=lambda module: (module.FAMILY, module.__name__))]
    return markdown_table(("fault", "family", "story", "looked for first in"), rows)


def _row(module: ModuleType) -> tuple[str, str, str, str]:
    name = module.__name__.rpartition(".")[2]
    feature = module.SCENARIOS[0].partition("::")[0]
    shown = feature.removeprefix("features/").removesuffix(".feature")
    return (
        f"[{name}](../tests/faults/seeded/{name}.py)",
        FAMILIES[module.FAMILY],
        first_line(module.__doc__),
        f"[{shown}](../{feature})",
    )
