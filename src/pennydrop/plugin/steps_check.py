"""Every step has exactly one definition that really runs; anything else is an error before the first scenario.

pytest-bdd by itself notices an undefined step when it gets there, takes the last of several definitions without a
word, and lets an ``async def`` step pass without running it.
"""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_bdd.compat import get_fixture_names, getfixturedefs
from pytest_bdd.parser import ScenarioTemplate, Step
from pytest_bdd.steps import StepFunctionContext, StepNamePrefix, step_function_context_registry

LIBRARY = "pennydrop."
NEAREST = 3


@dataclass(frozen=True)
class Definition:
    """A step definition and where it stands: ``level`` is the folder it is visible in ("" everywhere)."""

    context: StepFunctionContext
    level: str

    @property
    def pattern(self) -> str:
        return self.context.parser.name

    @property
    def shipped(self) -> bool:
        """True for a step of Pennydrop's own vocabulary."""
        return self.context.step_func.__module__.startswith(LIBRARY)

    @property
    def is_async(self) -> bool:
        function = inspect.unwrap(self.context.step_func)
        return inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function)

    def matches(self, step: Step) -> bool:
        return self.context.type in (None, step.type) and self.context.parser.is_matching(step.name)

    def overrides(self, other: Definition) -> bool:
        """True when replacing ``other`` is meant: the same words, nearer to the feature or in place of ours."""
        nearer = len(self.level) > len(other.level)
        return self.pattern == other.pattern and (nearer or (other.shipped and not self.shipped))

    def described(self, root: Path) -> str:
        """``given "the words" (steps/cart.py:12)``."""
        code = inspect.unwrap(self.context.step_func).__code__
        path = Path(code.co_filename)
        shown = path.relative_to(root) if path.is_relative_to(root) else path
        return f'{self.context.type or "step"} "{self.pattern}" ({shown}:{code.co_firstlineno})'


def visible_definitions(node: pytest.Collector) -> list[Definition]:
    """The step definitions ``node`` can use, the one pytest-bdd prefers last."""
    manager = node.session._fixturemanager
    names = [name for name in get_fixture_names(manager) if name.startswith(StepNamePrefix.step_def.value)]
    found: dict[int, Definition] = {}
    for name in names:
        for fixture in getfixturedefs(manager, name, node) or ():
            context = step_function_context_registry.get(fixture.func)
            if context:  # one definition imported into two modules is still one
                found[id(context)] = Definition(context, fixture.baseid or "")
    return sorted(found.values(), key=lambda definition: len(definition.level))


def check_steps(node: pytest.Collector, templates: Iterable[ScenarioTemplate]) -> list[str]:
    """What is wrong with the steps of a feature file, one entry per step: ``file:line: problem``."""
    check = StepsCheck(visible_definitions(node), node.config.rootpath)
    problems: dict[str, None] = {}  # a step of the background stands in every scenario; say it once
    for template in templates:
        for line, problem in check.problems(template):
            problems[f"{node.nodeid}:{line}: {problem}"] = None
    return list(problems)


class StepsCheck:
    """Looks steps up in a fixed set of definitions."""

    def __init__(self, definitions: list[Definition], root: Path) -> None:
        self._definitions = definitions
        self._root = root
        self._known: dict[tuple[str, str, str], str | None] = {}  # a step of the background stands in every scenario

    def problems(self, template: ScenarioTemplate) -> Iterator[tuple[int, str]]:
        """Line and problem of every step that cannot run, over all example rows."""
        if not template.steps:
            yield (
                template.line_number,
                f"scenario {template.name!r} has no steps: it would pass without proving anything",
            )
        rows = [row for examples in template.examples for row in examples.as_contexts()]
        for row in rows or [{}]:
            for step in template.render(row).steps:
                said = (step.type, step.keyword, step.name)
                if said not in self._known:
                    self._known[said] = self._problem(step)
                if problem := self._known[said]:
                    yield step.line_number, problem

    def _problem(self, step: Step) -> str | None:
        matching = [definition for definition in self._definitions if definition.matches(step)]
        said = f"{step.keyword} {step.name}"
        if not matching:
            return f"undefined step: {said}{self._nearest(step)}"
        chosen = matching[-1]
        rivals = [other for other in matching[:-1] if not chosen.overrides(other)]
        if rivals:
            return (
                f"ambiguous step: {said}{self._listed('matches', [*rivals, chosen])}{_override_hint([*rivals, chosen])}"
            )
        if chosen.is_async:
            return (
                f"async step: {said}{self._listed('defined as `async def`', [chosen])}"
                "\n    it would pass without running; write it as a plain function"
            )
        return None

    def _nearest(self, step: Step) -> str:
        other_keyword = [d for d in self._definitions if d.context.parser.is_matching(step.name)]
        if other_keyword:
            return self._listed(f"the words are defined, but not as {step.type}", other_keyword)
        patterns = {definition.pattern: definition for definition in self._definitions}
        close = difflib.get_close_matches(step.name, patterns, n=NEAREST, cutoff=0.5)
        return self._listed("nearest", [patterns[pattern] for pattern in close])

    def _listed(self, heading: str, definitions: list[Definition]) -> str:
        return "".join(f"\n    {heading}: {definition.described(self._root)}" for definition in definitions)


def _override_hint(definitions: list[Definition]) -> str:
    if any(d.shipped for d in definitions) and not all(d.shipped for d in definitions):
        return "\n    to replace a step of Pennydrop's, give yours exactly the same words"
    return ""
