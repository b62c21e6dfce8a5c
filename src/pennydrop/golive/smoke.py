"""The suite's smoke run in test mode, as its JUnit report tells it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from xml.etree import ElementTree

from pennydrop.errors import PennydropError
from pennydrop.golive.examination import Examination

RUN = "PENNYDROP_PROFILE=test pytest -m smoke --junitxml=smoke.xml"
MEND = f"run `{RUN}`, and set PENNYDROP_GOLIVE__SMOKE_REPORT to smoke.xml"


class Outcome(StrEnum):
    """How a scenario ended."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "could not be judged"
    SKIPPED = "was skipped"


@dataclass(frozen=True)
class SmokeRun:
    """``outcomes``: by the scenario's id, ``lessons/buying_lessons::two_lessons_...``, one for each example row."""

    began: datetime
    outcomes: dict[str, tuple[Outcome, ...]]

    def of(self, scenario: str) -> tuple[Outcome, ...]:
        """How the rows of this scenario ended; empty if it was not in the run."""
        return self.outcomes.get(scenario, ())

    def missing(self, scenarios: Iterable[str]) -> list[str]:
        """Those that were not in the run."""
        return [it for it in scenarios if not self.of(it)]

    def wrong(self, scenarios: Iterable[str]) -> list[str]:
        """Those that did not pass, with what became of them."""
        return [
            f"{it} {outcome}" for it in scenarios for outcome in dict.fromkeys(self.of(it)) if outcome != Outcome.PASSED
        ]


def smoke_run(examination: Examination) -> SmokeRun | None:
    """The run of the settings, once for all checks; ``None`` where none is named. ``PennydropError`` if unreadable."""
    path = examination.golive.smoke_report
    return read_smoke_run(path) if path else None


def read_smoke_run(path: Path) -> SmokeRun:
    """The report of ``pytest --junitxml``. ``PennydropError`` says what is wrong with it."""
    try:
        root = ElementTree.parse(path).getroot()  # noqa: S314 - a file of the user's own
    except (OSError, ElementTree.ParseError) as error:
        raise PennydropError(f"{path} cannot be read as a JUnit report ({error}): {MEND}") from error
    suite = root if root.tag == "testsuite" else root.find("testsuite")
    if suite is None or not (began := _moment(suite.get("timestamp"))):
        raise PennydropError(f"{path} holds no test suite with a timestamp, as pytest writes it: {MEND}")
    found: dict[str, tuple[Outcome, ...]] = {}
    for case in root.iter("testcase"):
        id = _id(case.get("classname", ""), case.get("name", ""))
        found[id] = (*found.get(id, ()), _outcome(case))
    return SmokeRun(began, found)


def age(run: SmokeRun, now: datetime) -> timedelta:
    """How long ago it began."""
    return now - run.began


def _moment(written: str | None) -> datetime | None:
    """pytest writes the time zone; an older one the local time without it."""
    try:
        return datetime.fromisoformat(written or "").astimezone(UTC)
    except ValueError:
        return None


def _id(classname: str, name: str) -> str:
    """pytest writes ``features.lessons.buying_lessons.feature`` and ``the_title[row]``."""
    folders = classname.removesuffix(".feature").split(".")
    return "/".join(folders[folders.index("features") + 1 :] if "features" in folders else folders) + (
        f"::{name.partition('[')[0]}"
    )


def _outcome(case: ElementTree.Element) -> Outcome:
    for tag, outcome in (("error", Outcome.ERROR), ("failure", Outcome.FAILED), ("skipped", Outcome.SKIPPED)):
        if case.find(tag) is not None:
            return outcome
    return Outcome.PASSED
