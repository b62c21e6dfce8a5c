"""A scenario, or one example row of it, as a pytest item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import pytest
from pytest_bdd import scenario as bind_scenario
from pytest_bdd.parser import Scenario, ScenarioTemplate

from pennydrop.bookkeeping.discrepancy import BooksDoNotBalance
from pennydrop.plugin.ids import row_id, slug

if TYPE_CHECKING:
    from _pytest._code.code import TerminalRepr
    from _pytest.mark import ParameterSet

MACHINERY = frozenset({"_pytest", "pluggy", "pytest_bdd", "pytest_playwright", "playwright"})
"""The packages that call a step or are called by one; their frames are the same in every traceback."""
PLUGIN = Path(__file__).parent
EXAMPLE = "_pytest_bdd_example"


def bound_function(template: ScenarioTemplate, module: str) -> Any:
    """The function pytest-bdd makes of a scenario: named after its title, marked with its tags, one call a row."""
    file = Path(template.feature.filename)

    @bind_scenario(str(file), template.name, features_base_dir=str(file.parent))
    def function() -> None:
        """All of a scenario is in its steps."""

    bound: Any = function
    bound.__name__ = bound.__qualname__ = slug(template.name)
    bound.__module__ = module
    if not template.examples:
        return bound
    # pytest-bdd's own ids are the raw cells, which pytest escapes beyond recognition (`\\xa360.00`).
    bound.pytestmark = [mark for mark in bound.pytestmark if mark.name != "parametrize"]
    return pytest.mark.parametrize(EXAMPLE, [*_rows(template)])(bound)


def _rows(template: ScenarioTemplate) -> Iterator[ParameterSet]:
    for examples in template.examples:
        marks = [getattr(pytest.mark, tag) for tag in sorted(examples.tags)]
        for row in examples.as_contexts():
            yield pytest.param(row, id=row_id(row), marks=marks)


class ScenarioItem(pytest.Function):
    """Knows its scenario, reports the feature's file and line, and shows failures from the step on."""

    template: ScenarioTemplate

    @classmethod
    def made_from(cls, function: pytest.Function, template: ScenarioTemplate) -> Self:
        """The same item as the plain ``function`` pytest collected, with what the plugin adds."""
        item: Self = cls.from_parent(
            function.parent,
            name=function.name,
            originalname=function.originalname,
            callobj=function.obj,
            callspec=getattr(function, "callspec", None),
            fixtureinfo=function._fixtureinfo,
        )
        item.template = template
        return item

    @property
    def row(self) -> Mapping[str, str]:
        """The cells of the example row, by column; empty without examples."""
        callspec = getattr(self, "callspec", None)
        return callspec.params.get(EXAMPLE, {}) if callspec else {}

    @property
    def scenario(self) -> Scenario:
        """The scenario with the example row's values filled in."""
        return self.template.render(self.row)

    @property
    def file(self) -> str:
        """The feature file, from the root folder of the suite."""
        return self.nodeid.partition("::")[0]

    def reportinfo(self) -> tuple[Path, int, str]:
        """Feature file, line (from 0) and the headline of a failure."""
        row = f" [{', '.join(self.row.values())}]" if self.row else ""
        headline = f"{self.template.feature.name}: {self.scenario.name}{row}{self._under}"
        return self.path, self.template.line_number - 1, headline

    @property
    def _under(self) -> str:
        """What disturbs it in a storm."""
        callspec = getattr(self, "callspec", None)
        disturbance = callspec.params.get("disturbance") if callspec else None
        return f", {disturbance.name}" if disturbance else ""

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> str | TerminalRepr:  # type: ignore[override]
        """The traceback from the step on; ``--full-trace`` shows what called it as well."""
        if isinstance(excinfo.value, BooksDoNotBalance):
            return excinfo.getrepr(style="value", chain=False)  # every step has passed: there is no line to show
        if not self.config.getoption("fulltrace"):
            steps = excinfo.traceback.filter(lambda entry: not _is_machinery(Path(entry.path)))
            excinfo.traceback = steps or excinfo.traceback
        return super().repr_failure(excinfo)


def _is_machinery(path: Path) -> bool:
    return not MACHINERY.isdisjoint(path.parts) or path.is_relative_to(PLUGIN)
