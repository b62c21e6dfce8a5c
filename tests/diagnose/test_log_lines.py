"""The lines of a log that have to do with a payment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pennydrop.diagnose.log_lines import about, site_log
from pennydrop.errors import LogUnreadable
from pennydrop.logs.level import Level
from pennydrop.logs.line import LogLine
from pennydrop.settings import Settings, load_settings

NOON = datetime(2026, 11, 23, 12, 0, 5, 250_000, UTC)


def settings_of(**golive: object) -> Settings:
    return load_settings(golive=golive)


@pytest.mark.parametrize(
    "line",
    [
        "2026-11-23 12:00:05,250 ERROR shop: broken",
        "[2026-11-23 12:00:05.250 +0000] [7] [ERROR] broken",
        "2026-11-23T12:00:05.250Z ERROR broken",
        "2026-11-23T13:00:05.250+01:00 ERROR broken",
        "ERROR 2026-11-23 12:00:05,250 views 17 broken",
    ],
)
def test_every_time_is_given_in_utc_and_one_without_a_zone_is_taken_as_that(line: str, tmp_path: Path) -> None:
    file = tmp_path / "site.log"
    file.write_text(line + "\n")
    (read,) = site_log(settings_of(log_file=file))
    assert (read.time, read.time and read.time.tzinfo) == (NOON, UTC)


def test_a_traceback_has_the_time_of_the_line_before(tmp_path: Path) -> None:
    file = tmp_path / "site.log"
    file.write_text("2026-11-23 12:00:05,250 ERROR shop: broken\nTraceback (most recent call last):\n  KeyError: 'x'\n")
    lines = site_log(settings_of(log_file=file))
    assert [it.time for it in lines] == [NOON] * 3
    assert [it.serious for it in lines] == [True, True, False]
    assert lines[2].trouble


def test_lines_about_the_payment_and_trouble_near_it_are_chosen() -> None:
    named = LogLine("INFO handled pi_1", Level.INFO, NOON + timedelta(hours=3), stamped=True)
    near = LogLine("ERROR something else", Level.ERROR, NOON + timedelta(seconds=1), stamped=True)
    printed = LogLine("no such order", None, NOON)
    others = [
        LogLine("INFO something else", Level.INFO, NOON, stamped=True),
        LogLine("ERROR late", Level.ERROR, NOON + timedelta(minutes=1), stamped=True),
        LogLine("nobody knows when", None, None),
    ]
    assert about([named, near, printed, *others], ["pi_1"], [NOON]) == (named, near, printed)


def test_what_was_printed_is_found_also_where_a_collector_stamps_every_line(tmp_path: Path) -> None:
    file = tmp_path / "site.log"
    journal = "2026-11-23T12:00:05.250+00:00 shop gunicorn[7]: "
    file.write_text(f"{journal}INFO handled evt_1\n{journal}no such order\n")
    lines = site_log(settings_of(log_file=file))
    assert [it.said for it in about(lines, [], [NOON])] == ["no such order"]


def test_only_the_latest_lines_are_read(tmp_path: Path) -> None:
    file = tmp_path / "site.log"
    file.write_text("".join(f"line {n}\n" for n in range(50)))
    assert [it.text for it in site_log(settings_of(log_file=file, log_lines=2))] == ["line 48", "line 49"]


def test_a_command_may_print_them() -> None:
    (line,) = site_log(settings_of(log_command="echo '2026-11-23 12:00:05,250 WARNING from the journal'"))
    assert (line.time, line.said) == (NOON, "WARNING from the journal")


def test_secrets_in_a_log_are_masked(tmp_path: Path) -> None:
    file = tmp_path / "site.log"
    file.write_text("the secret is " + "whsec_" + "abcdefgh\n")
    assert "abcdefgh" not in site_log(settings_of(log_file=file))[0].text


@pytest.mark.parametrize(
    ("golive", "said"),
    [
        ({"log_file": Path("none.log")}, "the site's log none.log cannot be read: No such file"),
        ({"log_command": "echo no such unit >&2; exit 3"}, "ended with exit code 3, saying 'no such unit'"),
    ],
)
def test_a_log_that_cannot_be_read_is_named(golive: dict[str, object], said: str) -> None:
    with pytest.raises(LogUnreadable, match=said):
        site_log(settings_of(**golive))


def test_without_a_log_the_setting_is_named() -> None:
    with pytest.raises(LogUnreadable, match="PENNYDROP_GOLIVE__LOG_FILE"):
        site_log(load_settings(site_url="http://127.0.0.1:1"))
