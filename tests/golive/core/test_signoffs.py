"""The file of sign-offs: what is written is read, also by hand, also at the same time."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest

from pennydrop.errors import SignoffRefused
from pennydrop.golive.signoffs import Signoff, add_signoff, read_signoffs, remove_signoff

TODAY = date(2026, 11, 23)
ANN = Signoff("Ann", TODAY, "looked at all of it")
NASTY = [
    'say "yes"',
    "back\\slash",
    "two\nlines\ttabbed",
    "café ☕ 😀",
    "\x7f\x01",
    "[b]\nby = 'x'",
    "# no comment",
    "'''",
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "signed" / "golive-signoffs.toml"


def test_without_a_file_nothing_is_signed_off(file: Path) -> None:
    assert read_signoffs(file) == {}


@pytest.mark.parametrize("text", NASTY)
def test_what_is_written_is_read_again(file: Path, text: str) -> None:
    signoff = Signoff(text, TODAY, text, date(2027, 1, 1))
    add_signoff(file, "a", signoff)
    assert read_signoffs(file) == {"a": signoff}


def test_the_file_is_sorted_so_that_git_shows_one_change(file: Path) -> None:
    for id in ("c", "a", "b"):
        add_signoff(file, id, ANN)
    text = file.read_text()
    assert [*tomllib.loads(text)] == ["a", "b", "c"]

    remove_signoff(file, "b")
    add_signoff(file, "b", ANN)

    assert file.read_text() == text
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_later_one_takes_the_place_of_an_earlier(file: Path) -> None:
    add_signoff(file, "a", ANN)
    add_signoff(file, "a", Signoff("Bob", TODAY, "again"))
    assert read_signoffs(file)["a"].by == "Bob"


def test_one_with_an_end_counts_up_to_and_including_that_day() -> None:
    signoff = Signoff("Ann", TODAY, "x", date(2026, 12, 1))
    assert signoff.holds(date(2026, 12, 1))
    assert not signoff.holds(date(2026, 12, 2))
    assert ANN.holds(date(2036, 1, 1))


def test_what_nobody_signed_off_cannot_be_taken_back(file: Path) -> None:
    add_signoff(file, "a", ANN)
    with pytest.raises(SignoffRefused, match=r"'b' is not signed off in .*; signed off: a"):
        remove_signoff(file, "b")
    assert read_signoffs(file) == {"a": ANN}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[a\n", "cannot be read as TOML"),
        ("[a]\nby = 'Ann'\non = 2026-11-23\n", "must have by, on and note"),
        ("[a]\nby = 'Ann'\non = 2026-11-23\nnote = 'x'\nuntill = 2026-12-01\n", "nothing else"),
        ("[a]\nby = 'Ann'\non = '2026-11-23'\nnote = 'x'\n", r"on of \[a\] is '2026-11-23'; it must be a date such as"),
        ("[a]\nby = ''\non = 2026-11-23\nnote = 'x'\n", r"by of \[a\] is ''; it must be a text"),
        ("a = 1\n", r"\[a\] must have by, on and note"),
    ],
)
def test_a_file_that_was_spoilt_by_hand_is_refused_and_left_alone(file: Path, text: str, says: str) -> None:
    file.parent.mkdir()
    file.write_text(text)
    with pytest.raises(SignoffRefused, match=says):
        add_signoff(file, "b", ANN)
    assert file.read_text() == text


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "signed").write_text("a file where the folder should be")
    with pytest.raises(SignoffRefused, match="signed cannot be used for sign-offs"):
        add_signoff(tmp_path / "signed" / "x.toml", "a", ANN)


def test_several_who_sign_at_the_same_time_lose_nothing(file: Path) -> None:
    program = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from pennydrop.golive.signoffs import Signoff, add_signoff\n"
        "for n in range(15): add_signoff(Path(sys.argv[1]), f'{sys.argv[2]}{n}', Signoff('x', date.today(), 'x'))"
    )
    writers = [subprocess.Popen([sys.executable, "-c", program, str(file), name]) for name in "abc"]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    assert len(read_signoffs(file)) == 45
