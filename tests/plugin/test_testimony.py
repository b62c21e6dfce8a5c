from __future__ import annotations

from collections.abc import Iterator

from pennydrop.plugin.testimony import LONGEST_LINE, MOST_LINES, hear


def test_a_text_and_a_list_become_lines_and_silence_is_said() -> None:
    sections = hear([("Text", lambda: "a\nb"), ("List", lambda: ["c"]), ("Silence", list)])

    assert [(section.title, section.lines) for section in sections] == [
        ("Text", ["a", "b"]),
        ("List", ["c"]),
        ("Silence", ["none"]),
    ]


def test_what_goes_wrong_takes_one_line_and_the_others_are_still_heard() -> None:
    def fails() -> str:
        raise RuntimeError("first line\nsecond line")

    broken, other = hear([("Broken", fails), ("Other", lambda: "here")])

    assert broken.lines == ["not available: RuntimeError: first line"]
    assert other.lines == ["here"]


def test_the_last_lines_are_kept_and_long_ones_cut() -> None:
    (section,) = hear([("Log", lambda: [*map(str, range(100)), "x" * 1000])])

    assert section.lines[0] == f"... {101 - MOST_LINES} earlier lines left out"
    assert section.lines[1] == str(101 - MOST_LINES)
    assert section.lines[-1] == "x" * LONGEST_LINE + " ..."


def test_nobody_is_asked_any_more_once_the_time_is_over() -> None:
    ticks: Iterator[float] = iter([0.0, 4.0, 11.0])

    slow, late = hear([("Slow", lambda: "told"), ("Late", lambda: "told")], budget=10, clock=lambda: next(ticks))

    assert slow.lines == ["told"]
    assert late.lines == ["not asked: the other sections took longer than 10 s"]
