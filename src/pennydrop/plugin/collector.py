"""``.feature`` files become pytest files, and their scenarios become tests with ids that stay the same.

The id of a scenario is its title in lower case (``features/refunds/full.feature::a_full_refund``), an example row
adds its cells (``...::a_refund[gbp60.00-visa]``). So an id changes when its own words do, and never because another
scenario or row was added.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from types import ModuleType

import pytest
from pytest_bdd.parser import Feature

from pennydrop.plugin.gherkin import FeatureProblem, parse_feature
from pennydrop.plugin.ids import slug
from pennydrop.plugin.scenario import ScenarioItem, bound_function
from pennydrop.plugin.steps_check import check_steps


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> FeatureFile | None:
    """Collect the ``.feature`` files below the folders of ``pennydrop_features``."""
    folders: list[Path] = parent.config.getini("pennydrop_features")
    if file_path.suffix == ".feature" and any(file_path.is_relative_to(folder) for folder in folders):
        return FeatureFile.from_parent(parent, path=file_path)
    return None


class FeatureFile(pytest.Module):
    """One ``.feature`` file. A ``Module``, so that fixtures of module scope live as long as the feature."""

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        """The scenarios. A step that is undefined, ambiguous or async, anywhere in the file, is a collection error."""
        try:
            templates = {slug(template.name): template for template in self._feature.scenarios.values()}
        except FeatureProblem as problem:
            raise self.CollectError(f"{self.nodeid}:{problem.line}: {problem.message}") from None
        if problems := check_steps(self, templates.values()):
            raise self.CollectError("\n".join(problems))
        for function in super().collect():
            if isinstance(function, pytest.Function):
                yield ScenarioItem.made_from(function, templates[function.originalname])

    def funcnamefilter(self, name: str) -> bool:
        """Every scenario is a test, whatever ``python_functions`` says."""
        return True

    def _getobj(self) -> ModuleType:
        return self._module

    @cached_property
    def _feature(self) -> Feature:
        return parse_feature(self.path)

    @cached_property
    def _module(self) -> ModuleType:
        """The test module one would have written to bind this feature."""
        module = ModuleType(self.path.stem, self._feature.name)
        for template in self._feature.scenarios.values():
            function = bound_function(template, module.__name__)
            setattr(module, function.__name__, function)
        return module
