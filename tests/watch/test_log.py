"""What a watch takes from the site's log."""

from __future__ import annotations

from pathlib import Path

from pennydrop.settings import load_settings
from pennydrop.watch.log import LogWatch

BEFORE = "2026-11-23 12:00:05,250 ERROR shop: yesterday's trouble\n"
NEW = "2026-11-23 12:30:00,000 ERROR shop: no such order\n"


def test_only_new_errors_are_told_and_each_once(tmp_path: Path) -> None:
    file = tmp_path / "site.log"
    file.write_text(BEFORE)
    log = LogWatch(load_settings(golive={"log_file": file}))
    assert log.errors() == []
    file.write_text(BEFORE + "2026-11-23 12:29:00,000 INFO shop: fine\n" + NEW)
    assert [it.said for it in log.errors()] == ["ERROR shop: no such order"]
    assert log.errors() == []


def test_the_same_error_again_is_news_again(tmp_path: Path) -> None:
    file = tmp_path / "site.log"
    file.write_text("ERROR shop: no such order\n")
    log = LogWatch(load_settings(golive={"log_file": file}))
    log.errors()
    file.write_text("ERROR shop: no such order\n" * 2)
    assert len(log.errors()) == 1


def test_a_log_that_goes_away_and_comes_back_is_told(tmp_path: Path) -> None:
    file = tmp_path / "site.log"
    file.write_text(BEFORE)
    log = LogWatch(load_settings(golive={"log_file": file}))
    log.errors()
    assert log.news() == ""
    file.rename(tmp_path / "rotated")
    assert log.errors() == []
    assert "cannot be read" in log.news()
    assert log.news() == ""
    file.write_text(NEW)
    assert [it.said for it in log.errors()] == ["ERROR shop: no such order"]
    assert log.news() == "the log can be read again"
