"""The document names every link and every cause."""

from __future__ import annotations

from pennydrop.diagnose.causes import likely
from pennydrop.diagnose.finding import Link
from tests.docs.documents import ROOT

DOCUMENT = (ROOT / "docs/diagnose.md").read_text(encoding="utf-8")
TABLES = [line for line in DOCUMENT.splitlines() if line.startswith("|")]


def test_every_link_is_explained() -> None:
    explained = ", ".join(line.split("|")[1].strip() for line in TABLES)
    assert [link for link in Link if link not in explained] == []


def test_every_cause_is_explained() -> None:
    known = {value for name, value in vars(likely).items() if name.isupper() and isinstance(value, str)}
    assert len(known) > 15
    assert {line.split("|")[1].strip() for line in TABLES} >= known
