"""Where the latest lines of a log come from: the end of a file, also across a rotation, or a command."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest

from pennydrop.errors import LogUnreadable
from pennydrop.logs.file import LogFile
from pennydrop.logs.source import reading, since
from pennydrop.settings import load_settings

MEND = "correct the setting"


def test_a_file_s_last_lines_without_reading_what_is_before_them(tmp_path: Path) -> None:
    path = tmp_path / "site.log"
    with path.open("wb") as file:
        file.truncate(3 << 30)  # three sparse gigabytes
        file.seek(0, os.SEEK_END)
        file.write(b"\n" + b"".join(b"line %d \xff\n" % number for number in range(20_000)))
    with closing(LogFile(path, 5000, mend=MEND)) as read:
        lines = read()
    assert len(lines) == 5000
    assert (lines[0], lines[-1]) == ("line 15000 \ufffd", "line 19999 \ufffd")


def test_a_file_without_a_single_line_end_is_read_only_so_far(tmp_path: Path) -> None:
    path = tmp_path / "site.log"
    with path.open("wb") as file:
        file.truncate(3 << 30)
    with closing(LogFile(path, 10, mend=MEND)) as read:
        assert read() == []


def test_a_rotation_between_two_looks_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "site.log"
    path.write_text("one\ntwo\n")
    read = LogFile(path, 10, mend=MEND)
    before = read()
    with closing(read), path.open("a") as old:
        path.rename(tmp_path / "site.log.1")
        assert since(before, read()) == []  # for a moment there is no file of that name
        old.write("three, still to the old file\n")
        old.flush()
        path.write_text("four, to the new one\n")
        assert since(before, read()) == ["three, still to the old file", "four, to the new one"]
        assert read() == ["four, to the new one"]


def test_a_line_that_is_still_being_written_is_read_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "site.log"
    path.write_text("one\ntw")
    with closing(LogFile(path, 10, mend=MEND)) as read:
        before = read()
        path.write_text("one\ntwo\nthree\n")
        assert since(before, read()) == ["two", "three"]


def test_a_file_that_is_cut_off_and_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "site.log"
    path.write_text("one\ntwo\n")
    with closing(LogFile(path, 10, mend=MEND)) as read:
        before = read()
        path.write_text("three\n")
        assert since(before, read()) == ["three"]


def test_what_is_new_is_found_also_when_the_window_has_moved() -> None:
    before = [f"line {number}" for number in range(100)]
    assert since(before, before) == []
    assert since(before, [*before[60:], "a", "b"]) == ["a", "b"]
    assert since(["x", "x"], ["x", "x", "x"]) == []  # equal lines tell nothing
    assert since([], ["a"]) == ["a"]


def test_a_watch_hears_that_the_file_is_gone_and_then_misses_nothing_of_it(tmp_path: Path) -> None:
    path = tmp_path / "site.log"
    path.write_text("one\n")
    with closing(LogFile(path, 10, mend=MEND, bridging=False)) as read, path.open("a") as old:
        assert read() == ["one"]
        path.rename(tmp_path / "site.log.1")
        with pytest.raises(LogUnreadable, match=r"site.log cannot be read: No such file or directory; correct the"):
            read()
        old.write("two, still to the old file\n")
        old.flush()
        path.write_text("three, to the new one\n")
        assert read() == ["one", "two, still to the old file", "three, to the new one"]


@pytest.mark.parametrize(
    ("golive", "words"),
    [
        (
            {"log_file": "{folder}/none.log"},
            "none.log cannot be read: No such file or directory; correct PENNYDROP_GOL",
        ),
        ({"log_file": "{folder}"}, "Is a directory"),
        ({"log_command": "cat {folder}/none.log"}, "LOG_COMMAND ended with exit code 1, saying"),
        ({"log_command": "echo no such unit >&2; exit 3"}, "ended with exit code 3, saying 'no such unit'"),
        ({"log_command": "sh -c 'kill -9 $$'"}, "was ended by SIGKILL"),
        ({"log_command": "tail -f /dev/null"}, "has not ended within 1 s and was stopped"),
        ({"log_command": "no-such-program -n 5"}, "no-such-program cannot be run"),
    ],
)
def test_a_log_that_cannot_be_read_is_one_sentence(golive: dict[str, str], words: str, tmp_path: Path) -> None:
    named = {key: value.replace("{folder}", str(tmp_path)) for key, value in golive.items()}
    with reading(load_settings(deadline=1, golive=named)) as read, pytest.raises(LogUnreadable, match=words):
        read()


def test_a_command_s_last_lines() -> None:
    with reading(load_settings(golive={"log_command": "seq 1 9000", "log_lines": 3})) as read:
        assert read() == ["8998", "8999", "9000"]


def test_a_file_is_read_rather_than_what_a_command_prints(tmp_path: Path) -> None:
    file = tmp_path / "site.log"
    file.write_text("from the file\n")
    with reading(load_settings(golive={"log_file": file, "log_command": "echo from the command"})) as read:
        assert read() == ["from the file"]


def test_the_stack_s_own_log_needs_no_setting(tmp_path: Path) -> None:
    own = tmp_path / "logs" / "site.log"
    with reading(load_settings(state_dir=tmp_path)) as read:
        with pytest.raises(LogUnreadable, match="it is there once `pennydrop up` has started the site"):
            read()
        own.parent.mkdir()
        own.write_text("started\n")
        assert read() == ["started"]


def test_without_a_log_the_settings_are_named() -> None:
    words = "set PENNYDROP_GOLIVE__LOG_FILE or PENNYDROP_GOLIVE__LOG_COMMAND"
    with reading(load_settings(site_url="http://127.0.0.1:1")) as read, pytest.raises(LogUnreadable, match=words):
        read()
