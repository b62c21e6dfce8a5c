"""Answers of the web server that are changed on their way out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pennydrop.golive.rehearsal.front import Answer
from pennydrop.golive.rehearsal.world import World

PURCHASE_PAGE = "/workshops/"


def ruled(world: World, name: str, rule: Callable[[str, Answer], None]) -> Iterator[None]:
    """A rule of the web server for a while."""
    world.front.rules[name] = rule
    yield
    del world.front.rules[name]


def answering(world: World, name: str, path: str, status: int, **headers: str) -> Iterator[None]:
    """``path`` is answered with ``status`` and nothing else for a while."""

    def replace(asked: str, answer: Answer) -> None:
        if asked == path:
            answer.status, answer.body = status, b""
            answer.headers.update(headers)

    yield from ruled(world, name, replace)


def page_with(world: World, name: str, markup: str) -> Iterator[None]:
    """``markup`` on one of the purchase pages for a while."""

    def insert(path: str, answer: Answer) -> None:
        if path == PURCHASE_PAGE:
            answer.body = answer.body.replace(b"</main>", markup.encode() + b"</main>")

    yield from ruled(world, name, insert)
