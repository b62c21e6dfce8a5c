"""What a watch takes from the site's log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from pennydrop.diagnose.gather import Witnesses
from pennydrop.settings import load_settings
from pennydrop.watch.log import LogWatch

BEFORE = "2026-11-23 12:00:05,250 ERROR shop: yesterday's trouble\n"
NEW = "2026-11-23 12:30:00,000 ERROR shop: no such order\n"


@pytest.fixture
def watched() -> Iterator[Callable[[Path], LogWatch]]:
    """Watch the log in this file."""
    with ExitStack() as closing:

        def watched(file: Path) -> LogWatch:
            witnesses = closing.enter_context(Witnesses(load_settings(golive={"log_file": file})))
            return LogWatch(witnesses.follow_log())

        yield watched


def test_only_new_errors_are_told_and_each_once(tmp_path: Path, watched: Callable[[Path], LogWatch]) -> None:
    file = tmp_path / "site.log"
    file.write_text(BEFORE)
    log = watched(file)
    assert log.errors() == []
    file.write_text(BEFORE + "2026-11-23 12:29:00,000 INFO shop: fine\n" + NEW)
    assert [it.said for it in log.errors()] == ["ERROR shop: no such order"]
    assert log.errors() == []


def test_the_same_error_again_is_news_again(tmp_path: Path, watched: Callable[[Path], LogWatch]) -> None:
    file = tmp_path / "site.log"
    file.write_text("ERROR shop: no such order\n")
    log = watched(file)
    log.errors()
    file.write_text("ERROR shop: no such order\n" * 2)
    assert len(log.errors()) == 1


def test_a_log_that_goes_away_and_comes_back_is_told(tmp_path: Path, watched: Callable[[Path], LogWatch]) -> None:
    file = tmp_path / "site.log"
    file.write_text(BEFORE)
    log = watched(file)
    log.errors()
    assert log.news() == ""
    file.rename(tmp_path / "rotated")
    assert log.errors() == []
    assert "cannot be read" in log.news()
    assert log.news() == ""
    file.write_text(NEW)
    assert [it.said for it in log.errors()] == ["ERROR shop: no such order"]
    assert log.news() == "the log can be read again"


def test_what_was_written_to_the_old_file_just_before_a_rotation_is_told(
    tmp_path: Path, watched: Callable[[Path], LogWatch]
) -> None:
    file = tmp_path / "site.log"
    file.write_text(BEFORE)
    log = watched(file)
    log.errors()
    file.write_text(BEFORE + NEW)
    file.rename(tmp_path / "site.log.1")
    file.write_text("2026-11-23 12:31:00,000 ERROR shop: out of memory\n")
    assert {it.said for it in log.errors()} == {"ERROR shop: no such order", "ERROR shop: out of memory"}
    assert log.errors() == []
