"""When a command of the settings is run by a shell, and what becomes of its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from pennydrop.command import argv_of, run
from pennydrop.errors import CommandFailed


def printed(command: str, folder: Path, **names: str) -> str:
    with (folder / "output").open("wb+") as output:
        run(command, setting="THE_COMMAND", deadline=30, names=names, output=output)
        output.seek(0)
        return output.read().decode()


def test_a_plain_command_is_its_words_and_a_name_s_value_is_one_of_them() -> None:
    assert argv_of("restore --to {file} 'two words'", {"file": "a; b"}, "X") == ["restore", "--to", "a; b", "two words"]


@pytest.mark.parametrize(
    "command",
    ["echo ok | cat", "GREETING=ok sh -c 'echo $GREETING'", "cat ok[.]txt", "cat o?.txt", "echo $(cat ok.txt)"],
)
def test_what_is_written_for_a_shell_is_run_by_one(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ok.txt").write_text("ok\n")
    assert printed(command, tmp_path) == "ok\n"


def test_what_stands_in_quotation_marks_needs_no_shell() -> None:
    assert argv_of("grep 'a=[1|2]' --color=never", {}, "X") == ["grep", "a=[1|2]", "--color=never"]


@pytest.mark.parametrize(("command", "words"), [("echo 'x", "cannot be read as a command"), (" ", "is empty")])
def test_what_is_no_command_is_said(command: str, words: str) -> None:
    with pytest.raises(CommandFailed, match=f"THE_COMMAND {words}"):
        argv_of(command, {}, "THE_COMMAND")
