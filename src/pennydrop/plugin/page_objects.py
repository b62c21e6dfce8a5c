"""Says of a failure that came out of a page object which one it was, what it looked for, and shows the page."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Page

    from pennydrop.plugin.snapshots import Snapshot

_TOO_MANY = re.compile(r"strict mode violation: (.+) resolved to (\d+) elements")
_WAITING = re.compile(r"^ *- waiting for (.+?)(?: to be \w+)?$", re.MULTILINE)
_IN_THE_WAY = re.compile(r"^ *- (element (?:is not|was) .*|<.*> .*intercepts pointer events.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Lost:
    """A page object that did not get along with its page."""

    name: str
    place: str
    problem: str
    page: Page | None

    def __str__(self) -> str:
        """``page object WorkshopCart (pages/workshop_cart.py:25) did not find: locator("form button")``."""
        return f"page object {self.name} ({self.place}) {self.problem}"

    def shown(self, pages: Sequence[Page], snapshots: Sequence[Snapshot]) -> str:
        """The same with the path of the page's picture; ``snapshots`` are those of ``pages``."""
        pictures = [shot.screenshot for page, shot in zip(pages, snapshots, strict=True) if page is self.page]
        return f"{self}, screenshot: {pictures[0]}" if any(pictures) else str(self)


def lost_page_object(error: BaseException | None, folders: Sequence[Path], root: Path) -> Lost | None:
    """The page object of one of the ``folders`` that Playwright's ``error`` came out of, if it was one."""
    from playwright.sync_api import Error

    if not isinstance(error, Error):
        return None
    found = _innermost(error.__traceback__, folders)
    if found is None:
        return None
    itself = found.tb_frame.f_locals.get("self")
    file = Path(found.tb_frame.f_code.co_filename)
    return Lost(
        name=type(itself).__name__ if itself is not None else found.tb_frame.f_code.co_name,
        place=f"{os.path.relpath(file, root)}:{found.tb_lineno}",
        problem=problem_of(error.message),
        page=_page_of(itself),
    )


def problem_of(message: str) -> str:
    """What Playwright's ``message`` says of the locator, in words that follow the name of the page object."""
    if too_many := _TOO_MANY.search(message):
        return f"found {too_many[2]} elements instead of one: {too_many[1]}"
    waiting = _WAITING.search(message)
    if not waiting:
        return f"could not go on: {message.splitlines()[0]}"
    if "locator resolved to" not in message:
        return f"did not find: {waiting[1]}"
    reasons = _IN_THE_WAY.findall(message) or message.splitlines()[:1]
    return f"found, but could not use ({reasons[-1].strip()}): {waiting[1]}"


def _innermost(traceback: TracebackType | None, folders: Sequence[Path]) -> TracebackType | None:
    found = None
    while traceback is not None:
        file = Path(traceback.tb_frame.f_code.co_filename)
        if any(file.is_relative_to(folder) for folder in folders):
            found = traceback
        traceback = traceback.tb_next
    return found


def _page_of(page_object: Any) -> Page | None:
    from playwright.sync_api import Page

    return (
        next((value for value in vars(page_object).values() if isinstance(value, Page)), None) if page_object else None
    )
