"""Reads a suite as pytest would collect it, without making tests of it and without starting anything."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytest_bdd.parser import Feature, Step
from pytest_bdd.steps import StepFunctionContext

from pennydrop.errors import SuiteUnreadable
from pennydrop.plugin.collector import FeatureFile
from pennydrop.plugin.gherkin import FeatureProblem, parse_feature
from pennydrop.plugin.steps_check import Definition, visible_definitions

# Nothing runs, so assertions need no rewriting, which would be too late for modules that this one imports.
COLLECT = ("--collect-only", "--quiet", "--assert=plain", "-p", "no:cacheprovider")
PYTEST_BDD = "pytest_bdd."
"""It has a step of its own, for debugging."""


@dataclass(frozen=True)
class FeatureText:
    """A feature file, from the suite's root, and what its steps may use: the definition pytest-bdd prefers last.

    One of ``feature`` and ``problem`` is None: a file with a problem could not be read.
    """

    file: str
    path: Path
    definitions: tuple[Definition, ...]
    feature: Feature | None = None
    problem: FeatureProblem | None = None

    @classmethod
    def of(cls, collector: FeatureFile) -> FeatureText:
        definitions = tuple(visible_definitions(collector))
        try:
            return cls(collector.nodeid, collector.path, definitions, feature=parse_feature(collector.path))
        except FeatureProblem as problem:
            return cls(collector.nodeid, collector.path, definitions, problem=problem)

    @property
    def contexts(self) -> list[StepFunctionContext]:
        """What pytest-bdd made of the definitions; the same objects in every feature that sees the same ones."""
        return [definition.context for definition in self.definitions]

    @property
    def steps(self) -> Iterator[Step]:
        """Every step of every example row, its placeholders filled in."""
        for template in self.feature.scenarios.values() if self.feature else ():
            rows = [row for examples in template.examples for row in examples.as_contexts()]
            for row in rows or [{}]:
                yield from template.render(row).steps


@dataclass
class Suite:
    """The features below ``root``, the folder of ``pytest.ini``, and every step definition any of them can use.

    ``alike`` are the pairs of sentences that may resemble each other, by the setting ``pennydrop_alike``.
    """

    root: Path
    tags: frozenset[str]
    alike: tuple[str, ...] = ()
    features: list[FeatureText] = field(default_factory=list)
    definitions: dict[int, Definition] = field(default_factory=dict)

    def add(self, definitions: list[Definition] | tuple[Definition, ...]) -> None:
        """Note definitions; one that several features see is still one."""
        for definition in definitions:
            if not definition.context.step_func.__module__.startswith(PYTEST_BDD):
                self.definitions[id(definition.context)] = definition


def read_suite() -> Suite:
    """The suite of the current folder. ``SuiteUnreadable`` when there is none, or when its code cannot be imported."""
    reader, output = _Reader(), io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        code = pytest.main([*COLLECT], plugins=[reader])
    if reader.suite is None or code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise SuiteUnreadable(f"pytest could not read the suite in {Path.cwd()}:\n{output.getvalue().strip()}")
    if not reader.suite.features:
        raise SuiteUnreadable(
            f"no feature was found from {Path.cwd()}. Go to the folder whose pytest.ini names the folders of features"
            " in `pennydrop_features`"
        )
    return reader.suite


class _Reader:
    """A pytest plugin that looks at every feature file in the place of collecting its scenarios."""

    def __init__(self) -> None:
        self.suite: Suite | None = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_load_initial_conftests(self, early_config: pytest.Config, args: list[str]) -> None:
        """Go to the features only, whatever ``testpaths`` says: nobody wants to import all tests for a phrase book."""
        folders = [str(folder) for folder in early_config.getini("pennydrop_features") if folder.exists()]
        early_config.known_args_namespace.file_or_dir[:] = folders
        args += folders

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        config = session.config
        declared = (line.partition(":")[0].partition("(")[0].strip() for line in config.getini("markers"))
        self.suite = Suite(config.rootpath, frozenset(declared), tuple(config.getini("pennydrop_alike")))

    @pytest.hookimpl(tryfirst=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> pytest.CollectReport | None:
        if self.suite is None or not isinstance(collector, FeatureFile):
            return None
        text = FeatureText.of(collector)
        self.suite.features.append(text)
        self.suite.add(text.definitions)
        return pytest.CollectReport(collector.nodeid, "passed", None, [])
