"""A page object and the page it is made for: what it has to find there, and what it has to be able to do."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from types import FunctionType
from typing import Any, Generic, TypeVar

from playwright.sync_api import Locator, expect

import pages

Facts = dict[str, Any]
Prepare = TypeVar("Prepare")


@dataclass(frozen=True)
class Visit(Generic[Prepare]):
    """One person, one page.

    ``scene`` prepares what the page shows and returns facts by name. The other strings name members of the page object,
    parted by blanks, their arguments by name of a fact: ``"heading remove_button:lesson"``, ``"submit:**fields"``.
    ``open`` may be an address as well. What ``one`` names resolves to exactly one element (a plain value is true), what
    ``many`` names to at least one, what ``none`` names to none. ``do`` is done, one after the other: Playwright itself
    insists on exactly one element. ``then`` is like ``one``, afterwards.
    """

    page_object: type
    scene: Prepare
    who: str = "student"
    open: str = "open"
    one: str = ""
    many: str = ""
    none: str = ""
    do: str = ""
    then: str = ""
    made_of: tuple[Any, ...] = ()
    """What the page object is made of beside the page."""

    @property
    def name(self) -> str:
        """For the id of a test: ``LessonCart-heading-pay``."""
        calls = [*self.one.split(), *self.many.split(), *(f"no_{call}" for call in self.none.split()), *self.do.split()]
        return "-".join(
            [self.page_object.__name__, *self.made_of, *(call.partition(":")[0] for call in calls or [self.open])]
        )

    @property
    def members(self) -> set[str]:
        """All that it looks at."""
        calls = " ".join((self.open, self.one, self.many, self.none, self.do, self.then))
        return {call.partition(":")[0] for call in calls.split()}

    def make(self, page: Any, facts: Facts) -> None:
        """Open the page and look; ``AssertionError`` or Playwright's error for what is not as it has to be."""
        opened = self.page_object(page, *self.made_of)
        if self.open.startswith("/"):
            page.goto(self.open)
        else:
            _ask(opened, self.open, facts)
        for call in self.one.split():
            _is_one(call, _ask(opened, call, facts))
        for call in self.many.split():
            expect(_ask(opened, call, facts).first, f"{call} is there").to_be_attached()
        for call in self.none.split():
            expect(_ask(opened, call, facts), f"{call} is not there").to_have_count(0)
        for call in self.do.split():
            _ask(opened, call, facts)
        for call in self.then.split():
            _is_one(call, _ask(opened, call, facts))


def _is_one(call: str, found: Any) -> None:
    if isinstance(found, Locator):
        expect(found, f"{call} is one element").to_have_count(1)
    else:
        assert found, f"{call} is {found!r}"


def _ask(page_object: Any, call: str, facts: Facts) -> Any:
    name, _, arguments = call.partition(":")
    if isinstance(inspect.getattr_static(page_object, name), property):
        return getattr(page_object, name)
    given = [argument for argument in arguments.split(",") if argument]
    positional = [facts[argument] for argument in given if not argument.startswith("**")]
    named = {
        name: value for argument in given if argument.startswith("**") for name, value in facts[argument[2:]].items()
    }
    return getattr(page_object, name)(*positional, **named)


def page_objects() -> list[type]:
    """Every class of ``pages/``: one that is made of a page."""
    modules = [importlib.import_module(f"pages.{found.name}") for found in pkgutil.iter_modules(pages.__path__)]
    return [kind for module in modules for kind in vars(module).values() if _is_page_object(kind, module.__name__)]


def members(page_object: type) -> set[str]:
    """What a page object offers: its public methods and properties, but not what needs no page."""
    return {name for kind in page_object.__mro__[:-1] for name in _offered_by(kind)}


def unseen(visits: list[Visit[Any]]) -> Iterator[str]:
    """``LessonCart.clear`` for every member of a page object that no visit looks at."""
    for kind in page_objects():
        looked_at = {name for visit in visits if issubclass(visit.page_object, kind) for name in visit.members}
        yield from (f"{kind.__module__}: {kind.__name__}.{name}" for name in sorted(members(kind) - looked_at))


def _offered_by(kind: type) -> Iterator[str]:
    for name, member in vars(kind).items():
        if not name.startswith("_") and isinstance(member, FunctionType | property):
            yield name


def _is_page_object(kind: Any, module: str) -> bool:
    return inspect.isclass(kind) and kind.__module__ == module and "page" in inspect.signature(kind).parameters
