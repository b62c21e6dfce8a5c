"""What the browser showed when a scenario failed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pennydrop.errors import ArtifactsUnwritable, SpendingRefused
from pennydrop.plugin.artifacts import Artifacts

if TYPE_CHECKING:
    from playwright.sync_api import Page

PATIENCE_MS = 5_000


@dataclass(frozen=True)
class Snapshot:
    """An open page: where it was, and the path of its picture or the reason why there is none."""

    url: str
    title: str = ""
    screenshot: str = ""
    problem: str = ""

    def lines(self) -> list[str]:
        title = f"  ({self.title})" if self.title else ""
        return [f"{self.url}{title}", f"    {self.screenshot or f'no screenshot: {self.problem}'}"]


def photograph(pages: Iterable[Page], artifacts: Artifacts) -> list[Snapshot]:
    """A snapshot of each page, with ``page-1.png`` and so on among the ``artifacts``."""
    return [_snapshot(page, f"page-{number}.png", artifacts) for number, page in enumerate(pages, start=1)]


def _snapshot(page: Page, name: str, artifacts: Artifacts) -> Snapshot:
    from playwright.sync_api import Error

    title = ""
    try:
        title = page.title()
        picture = page.screenshot(timeout=PATIENCE_MS)
        return Snapshot(page.url, title, screenshot=str(artifacts.write(name, picture)))
    except Error as error:  # the page may have crashed, which is news in itself
        return Snapshot(page.url, title, problem=error.message.splitlines()[0])
    except ArtifactsUnwritable as error:
        return Snapshot(page.url, title, problem=str(error))
    except SpendingRefused:
        return Snapshot(page.url, problem="the live profile keeps no pictures: they show people's names and addresses")
