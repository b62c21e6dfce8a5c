"""One sentence of the phrase book."""

from __future__ import annotations

import inspect
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from pennydrop.plugin.steps_check import Definition

ANY_KEYWORD = "Step"
_NAMED_GROUP = re.compile(r"\(\?P<(\w+)>[^)]*\)")  # of a regular expression
_TYPED_WORD = re.compile(r"\{(\w+):\w+\}")


@dataclass(frozen=True, order=True)
class Use:
    """A place in a feature where the phrase is said, and what is said there."""

    file: str
    line: int
    words: str


@dataclass(frozen=True)
class Phrase:
    """A sentence with ``{words}`` to fill in, what it means, and where it is bound.

    ``file`` is from the suite's root, or from the package's own folder for what is installed; ``chapter`` is what the
    module says it is about. ``own`` is False for a phrase that the suite has only installed.
    """

    file: str
    line: int
    keyword: str
    sentence: str
    meaning: str
    chapter: str
    own: bool

    @classmethod
    def of(cls, definition: Definition, root: Path) -> Phrase:
        function = inspect.unwrap(definition.context.step_func)
        file, own = _shown(Path(function.__code__.co_filename), root, function.__module__)
        return cls(
            file=file,
            line=function.__code__.co_firstlineno,
            keyword=(definition.context.type or ANY_KEYWORD).capitalize(),
            sentence=_TYPED_WORD.sub(r"{\1}", _NAMED_GROUP.sub(r"{\1}", definition.pattern)),
            meaning=_first_line(function.__doc__),
            chapter=_first_line(getattr(sys.modules.get(function.__module__), "__doc__", None)).removesuffix("."),
            own=own,
        )

    @property
    def place(self) -> str:
        """``steps/cart.py:12``."""
        return f"{self.file}:{self.line}"


def _shown(path: Path, root: Path, module: str) -> tuple[str, bool]:
    """The file as people name it, and whether it is the suite's own."""
    if path.is_relative_to(root) and "site-packages" not in path.parts:
        return str(path.relative_to(root)), True
    depth = module.count(".") + 1
    return "/".join(path.parts[-depth:]), False


def _first_line(docstring: str | None) -> str:
    return next(iter((docstring or "").strip().splitlines()), "")
