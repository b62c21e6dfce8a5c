"""Every relative link leads somewhere, also to a heading."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.documents import documents, shown

_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@pytest.mark.parametrize("document", documents(), ids=shown)
def test_the_links_of_a_document_resolve(document: Path) -> None:
    links = [link for link in _LINK.findall(document.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not _resolves(document, link)] == []


def _resolves(document: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = (document.parent / name).resolve() if name else document
    return target.exists() and (not anchor or anchor in _anchors(target))


def _anchors(target: Path) -> set[str]:
    """The anchors GitHub makes of headings: small letters, blanks to hyphens, other signs gone."""
    headings = _HEADING.findall(target.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
