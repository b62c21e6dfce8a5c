"""What was found on the site: its pages, scripts, stylesheets and source maps, each with what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from pennydrop.golive.page import Page
from pennydrop.golive.page_reader import read_page
from pennydrop.golive.visitor import Answered


class Kind(StrEnum):
    """What a resource is to the crawl."""

    PURCHASE_PAGE = "purchase page"
    PAGE = "linked page"
    SCRIPT = "script"
    STYLESHEET = "stylesheet"
    SOURCE_MAP = "source map"


@dataclass(frozen=True)
class Resource:
    """``answers``: the redirects and the last answer, in order; empty with ``trouble`` if there was none."""

    url: str
    kind: Kind
    found_on: str
    answers: tuple[Answered, ...] = ()
    trouble: str = ""
    embedded: str = ""  # a source map that stands within its script

    @property
    def last(self) -> Answered | None:
        return self.answers[-1] if self.answers else None

    @property
    def text(self) -> str:
        return self.last.text if self.last else self.embedded

    @cached_property
    def page(self) -> Page | None:
        """The page as read, if it is HTML."""
        if self.last is None or self.kind not in (Kind.PURCHASE_PAGE, Kind.PAGE) or "html" not in self.last.kind:
            return None
        return read_page(self.last.url, self.last.text)


@dataclass(frozen=True)
class Crawl:
    """``elsewhere``: scripts of other hosts, which were not fetched. ``left_out``: how many links were too many."""

    resources: tuple[Resource, ...]
    elsewhere: tuple[str, ...]
    left_out: int

    def of(self, *kinds: Kind) -> list[Resource]:
        return [resource for resource in self.resources if resource.kind in kinds]

    @property
    def pages(self) -> list[Resource]:
        """Purchase pages and linked ones."""
        return self.of(Kind.PURCHASE_PAGE, Kind.PAGE)

    @property
    def extent(self) -> str:
        """How much was looked at: ``6 purchase pages, 14 linked pages, 3 scripts``."""
        counts = {kind: len(self.of(kind)) for kind in Kind}
        told = ", ".join(f"{count} {kind}{'s' if count != 1 else ''}" for kind, count in counts.items() if count)
        left_out = f" ({self.left_out} further links left out)" if self.left_out else ""
        return f"{told}{left_out}"
