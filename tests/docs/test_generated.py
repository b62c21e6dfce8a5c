"""The tables that code writes are the ones it would write now."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.reference import table
from scripts.reference.phrases import all_phrases
from scripts.reference.table import Table
from scripts.reference.tables import TABLES


@pytest.mark.parametrize("generated", TABLES, ids=lambda generated: generated.name)
def test_a_generated_table_is_current(generated: Table) -> None:
    assert generated.written == generated.render(), f"{generated.file} is out of date: make docs"


def test_every_phrase_says_what_it_means() -> None:
    silent = [f"{phrase.file}:{phrase.line}" for phrase in all_phrases() if not phrase.meaning.endswith(".")]
    assert not silent


def test_writing_replaces_what_stands_between_the_markers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "ROOT", tmp_path)
    (tmp_path / "a.md").write_text("before\n<!-- begin x -->\nold\n<!-- end x -->\nafter\n")
    generated = Table("a.md", "x", lambda: "new\n")

    assert not generated.is_current()
    generated.write()

    assert generated.is_current()
    assert (tmp_path / "a.md").read_text() == "before\n<!-- begin x -->\nnew\n<!-- end x -->\nafter\n"


def test_a_file_that_has_lost_its_markers_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "ROOT", tmp_path)
    (tmp_path / "a.md").write_text("nothing here\n")
    with pytest.raises(LookupError, match=r"a\.md has no lines <!-- begin x -->"):
        Table("a.md", "x", lambda: "").write()
