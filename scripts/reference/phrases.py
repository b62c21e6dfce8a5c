"""The phrase book: every sentence a scenario may use, from the functions that run it."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from types import ModuleType

from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

import pennydrop.vocabulary
import steps
from scripts.reference.table import ROOT, first_line, markdown_table

PACKAGES: tuple[ModuleType, ...] = (pennydrop.vocabulary, steps)
_NAMED_GROUP = re.compile(r"\(\?P<(\w+)>[^)]*\)")  # of a regular expression
_TYPED_WORD = re.compile(r"\{(\w+):\w+\}")


@dataclass(frozen=True)
class Phrase:
    """A sentence with ``{words}`` to fill in, what it means, and where it is bound."""

    file: str
    line: int
    keyword: str
    sentence: str
    meaning: str

    @classmethod
    def of(cls, context: StepFunctionContext) -> Phrase:
        function = inspect.unwrap(context.step_func)
        file = inspect.getsourcefile(function) or ""
        sentence = _TYPED_WORD.sub(r"{\1}", _NAMED_GROUP.sub(r"{\1}", context.parser.name))
        return cls(
            file=file.removeprefix(f"{ROOT}/"),
            line=function.__code__.co_firstlineno,
            keyword=(context.type or "step").capitalize(),
            sentence=sentence,
            meaning=first_line(function.__doc__),
        )


def all_phrases() -> list[Phrase]:
    """Every phrase of library and suite, by file and in the order of the code."""
    names = {name for package in PACKAGES for name in _modules(package)}
    contexts = [it for it in step_function_context_registry.values() if it.step_func.__module__ in names]
    return sorted(map(Phrase.of, contexts), key=lambda phrase: (phrase.file, phrase.line, phrase.sentence))


def _modules(package: ModuleType) -> Iterator[str]:
    """The modules of a package, imported, so that their steps are known."""
    for found in pkgutil.iter_modules(package.__path__):
        yield importlib.import_module(f"{package.__name__}.{found.name}").__name__


def render() -> str:
    """A heading and a table for each file that binds phrases."""
    chapters = [_chapter(file, list(group)) for file, group in groupby(all_phrases(), key=lambda phrase: phrase.file)]
    return "\n".join(chapters)


def _chapter(file: str, phrases: list[Phrase]) -> str:
    module = importlib.import_module(file.removesuffix(".py").removeprefix("src/").replace("/", "."))
    title = first_line(module.__doc__).removesuffix(".")
    rows = [(f"{phrase.keyword} **{phrase.sentence}**", phrase.meaning) for phrase in phrases]
    table = markdown_table(("phrase", "means"), rows)
    return f"### {title}\n\n[{file}](../{file})\n\n{table}"
