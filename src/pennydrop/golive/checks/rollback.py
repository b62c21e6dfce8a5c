"""8. Database backup: the plan for going back is written down."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from pennydrop.golive.check import Answer, Section, by_hand, check, failed, passed, warned
from pennydrop.golive.examination import Examination

FEWEST_STEPS = 3  # lines that say something
FEWEST_WORDS = 25
_OPEN = re.compile(
    r"\b(TODO|TBD|TBC|FIXME|XXX+)\b|<[a-z][\w /-]*>|\[(?:insert|fill in|your)\b[^\]]*\]|lorem ipsum", re.I
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HEADING = re.compile(r"\s*(#{1,6}\s|[=\-~*_]{3,}\s*$)")
_ISO = re.compile(r"\b(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})\b")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(20\d\d)\b", re.I)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(20\d\d)\b", re.I)


@check("rollback-plan", Section.BACKUP, "The plan for going back is written down, and of late.")
def plan(examination: Examination) -> Answer:
    path, limit = examination.golive.rollback_plan, examination.golive.rollback_max_age
    if path is None:
        return by_hand(
            "nothing says where the plan for going back is",
            mend="write it, and set PENNYDROP_GOLIVE__ROLLBACK_PLAN to its file",
        )
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError as trouble:
        return failed(
            f"{path} cannot be read ({trouble.strerror})",
            mend="write the plan there, or correct PENNYDROP_GOLIVE__ROLLBACK_PLAN",
        )
    steps, gaps = _steps(text)
    if len(steps) < FEWEST_STEPS or sum(len(step.split()) for step in steps) < FEWEST_WORDS:
        return failed(
            f"{path} says next to nothing: {len(steps)} lines without headings, comments and gaps"
            f" ({len(gaps)} of them, such as TODO)",
            mend="write down who decides, how payments are stopped, which version and which backup is put back, and"
            " what becomes of payments taken since",
        )
    dated, by = _newest(path, text, examination.now.date())
    title = _title(text) or path.name
    told = f"{title!r}, {len(steps)} lines, of {dated} ({by})"
    if (age := (examination.now.date() - dated).days) > limit:
        return failed(
            f"{told}: {age} days old, allowed are {limit}",
            mend="go through it once more, correct it, and write the day into it",
        )
    if gaps:
        return warned(f"{told}, with {len(gaps)} gaps: {gaps[0][:80]!r}", mend="fill in what is still open")
    return passed(told)


def _steps(text: str) -> tuple[list[str], list[str]]:
    """The lines that say something, and those that only mark what is to be written."""
    lines = [line.strip() for line in _COMMENT.sub("", text).splitlines()]
    said = [line for line in lines if re.search(r"\w", line) and not _HEADING.match(line)]
    gaps = [line for line in said if _OPEN.search(line)]
    return [line for line in said if line not in gaps], gaps


def _title(text: str) -> str:
    """Its first heading, or else its first line."""
    lines = [line.strip() for line in _COMMENT.sub("", text).splitlines() if re.search(r"\w", line)]
    headings = [line for line in lines if line.startswith("#")]
    return (headings or lines or [""])[0].strip("#= ").strip()[:80]


def _newest(path: Path, text: str, today: date) -> tuple[date, str]:
    """When it was last looked after, and how that is known. Only without both does the file's own date count: a
    checkout or a copy makes that new."""
    known = [(day, "a date in it") for day in _dates(text) if day <= today]
    if committed := _committed(path):
        known.append((committed, "its last commit"))
    if known:
        return max(known)
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date(), "the file's date"


def _dates(text: str) -> Iterator[date]:
    found = [(int(y), int(m), int(d)) for y, m, d in _ISO.findall(text)]
    found += [(int(y), _month(m), int(d)) for d, m, y in _DAY_FIRST.findall(text)]
    found += [(int(y), _month(m), int(d)) for m, d, y in _MONTH_FIRST.findall(text)]
    for year, month, day in found:
        try:
            yield date(year, month, day)
        except ValueError:  # 2026-13-45 is no date
            continue


def _month(word: str) -> int:
    return _MONTHS.index(word[:3].lower()) + 1


def _committed(path: Path) -> date | None:
    """The day of the last commit that touched it; ``None`` outside of a repository."""
    command = ["git", "log", "-1", "--format=%cs", "--", path.name]
    try:
        said = subprocess.run(command, cwd=path.parent, capture_output=True, text=True, timeout=10, check=False)
        return date.fromisoformat(said.stdout.strip())
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None


CHECKS = (plan,)
