"""Stands between a run and Playwright: no card is typed that must not be, and no picture is taken of a live site.

Playwright's classes are watched, not single pages: a suite's own page objects, and pages it has opened itself, go
through the same few methods.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from playwright.sync_api import Browser, BrowserType, ElementHandle, Frame, Keyboard, Locator, Page
from playwright.sync_api._generated import Tracing  # which Playwright does not publish

from pennydrop.card_numbers import test_card_numbers
from pennydrop.checkout.refusals import refuse_cards
from pennydrop.errors import SpendingRefused

Method = Callable[..., Any]
# The method, and the place of its text among the arguments behind `self`, or its name.
_TEXTS: tuple[tuple[type, str, int, str], ...] = (
    *((kind, "fill", 1, "value") for kind in (Page, Frame)),
    *((kind, "type", 1, "text") for kind in (Page, Frame)),
    *((kind, "fill", 0, "value") for kind in (Locator, ElementHandle)),
    *((kind, "type", 0, "text") for kind in (Locator, ElementHandle)),
    (Locator, "press_sequentially", 0, "text"),
    (Keyboard, "type", 0, "text"),
    (Keyboard, "insert_text", 0, "text"),
)
_KEYS: tuple[tuple[type, int], ...] = ((Page, 1), (Frame, 1), (Locator, 0), (ElementHandle, 0), (Keyboard, 0))
_SCRIPTS: tuple[tuple[type, tuple[str, ...]], ...] = (
    (Page, ("evaluate", "evaluate_handle", "eval_on_selector", "eval_on_selector_all")),
    (Frame, ("evaluate", "evaluate_handle", "eval_on_selector", "eval_on_selector_all")),
    (Locator, ("evaluate", "evaluate_all", "evaluate_handle")),
    (ElementHandle, ("evaluate", "evaluate_handle", "eval_on_selector", "eval_on_selector_all")),
)
_PICTURES: tuple[tuple[type, str], ...] = (
    *((kind, "screenshot") for kind in (Page, Locator, ElementHandle)),
    (Page, "pdf"),
    (Tracing, "start"),
    (Tracing, "start_chunk"),
)
_RECORDINGS = ("record_video_dir", "record_har_path")
SHORTEST_CARD, LONGEST_CARD = 14, 19


@contextmanager
def guarded_pages(*, live: bool) -> Iterator[None]:
    """Within the block: ``SpendingRefused`` before a forbidden card is typed and, in ``live``, before a picture."""
    before: list[tuple[type, str, Method]] = []

    def watch(kind: type, name: str, wrapped: Callable[[Method], Method]) -> None:
        method = getattr(kind, name)
        before.append((kind, name, method))
        setattr(kind, name, wraps(method)(wrapped(method)))

    for kind, name, place, keyword in _TEXTS:
        watch(kind, name, _typing(place, keyword, live))
    pressed = _Pressed(live)
    for kind, place in _KEYS:
        watch(kind, "press", pressed.watching(place))
    for kind, names in _SCRIPTS:
        for name in names:
            watch(kind, name, _scripting(live))
    if live:
        for kind, name in _PICTURES:
            watch(kind, name, _no_picture)
        for kind, name in ((Browser, "new_context"), (Browser, "new_page"), (BrowserType, "launch_persistent_context")):
            watch(kind, name, _no_recording)
    try:
        yield
    finally:
        for kind, name, method in reversed(before):
            setattr(kind, name, method)


def _typing(place: int, keyword: str, live: bool) -> Callable[[Method], Method]:
    def wrapped(method: Method) -> Method:
        def guarded(self: Any, *arguments: Any, **named: Any) -> Any:
            text = arguments[place] if len(arguments) > place else named.get(keyword, "")
            refuse_cards(str(text), live=live)
            return method(self, *arguments, **named)

        return guarded

    return wrapped


def _scripting(live: bool) -> Callable[[Method], Method]:
    """A script can set a field's value without a key being pressed; its text and its argument are looked at."""

    def wrapped(method: Method) -> Method:
        def guarded(self: Any, *arguments: Any, **named: Any) -> Any:
            for given in (*arguments, *named.values()):
                refuse_cards(str(given), live=live)
            return method(self, *arguments, **named)

        return guarded

    return wrapped


class _Pressed:
    """A card typed key by key is known when its last digit is about to be pressed."""

    def __init__(self, live: bool) -> None:
        self._live = live
        self._digits = ""

    def watching(self, place: int) -> Callable[[Method], Method]:
        def wrapped(method: Method) -> Method:
            def guarded(self_: Any, *arguments: Any, **named: Any) -> Any:
                key = str(arguments[place] if len(arguments) > place else named.get("key", ""))
                self._press(key.removeprefix("Digit").removeprefix("Numpad"))
                return method(self_, *arguments, **named)

            return guarded

        return wrapped

    def _press(self, key: str) -> None:
        if key in (" ", "-", "Space"):
            return
        self._digits = (self._digits + key)[-LONGEST_CARD:] if key.isdecimal() else ""
        for length in range(SHORTEST_CARD, len(self._digits) + 1):
            last = self._digits[-length:]
            if not any(card.startswith(last) and card != last for card in test_card_numbers()):
                refuse_cards(last, live=self._live)


def _no_picture(method: Method) -> Method:
    def refused(self: Any, *arguments: Any, **named: Any) -> Any:
        raise SpendingRefused(
            f"{type(self).__name__}.{method.__name__}() keeps what a page shows, and on a live site that is people's"
            " names and addresses: not in the live profile"
        )

    return refused


def _no_recording(method: Method) -> Method:
    def guarded(self: Any, *arguments: Any, **named: Any) -> Any:
        for name in _RECORDINGS:
            if named.get(name):
                raise SpendingRefused(f"{name} records the pages of a live site: not in the live profile")
        return method(self, *arguments, **named)

    return guarded
