"""Runs checks one after the other, goes on when one of them breaks, and tells what it has when interrupted."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from pennydrop.golive.check import Answer, Check, by_hand, failed
from pennydrop.golive.examination import Examination
from pennydrop.golive.finding import Finding
from pennydrop.golive.report.model import Report
from pennydrop.golive.signoffs import Signoff, read_signoffs

NOT_ALLOWED = by_hand(
    "it does more than read: it sends something to the site, or makes a backup",
    mend="run again with --write",
)
# Signs that steer a terminal, and that no XML can hold: a site may answer with them.
_CONTROLS = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
INTERRUPTED = by_hand("interrupted before its turn", mend="run again")


class Observer(Protocol):
    """Whoever wants to know how it goes."""

    def begins(self, check: Check) -> None: ...

    def crashed(self, check: Check, error: Exception) -> None: ...


class Silent:
    """An observer that does not care."""

    def begins(self, check: Check) -> None:
        pass

    def crashed(self, check: Check, error: Exception) -> None:
        pass


def run(
    examination: Examination,
    checks: Iterable[Check],
    signoffs: Mapping[str, Signoff],
    *,
    observer: Observer | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Finding]:
    """Yield what each check came to, in the order given.

    A check with ``writes`` is only run where the examination allows writing. One that breaks has failed: what it
    should have shown is not shown.
    """
    observer = observer or Silent()
    for check in checks:
        if check.writes and not examination.writing:
            yield _finding(examination, check, NOT_ALLOWED, signoffs, looked=False)
            continue
        observer.begins(check)
        started = clock()
        answer = _answer(examination, check, observer)
        yield _finding(examination, check, answer, signoffs, seconds=clock() - started)


def examine(
    examination: Examination,
    checks: Sequence[Check],
    *,
    known: Iterable[str],
    selected: bool = False,
    observer: Observer | None = None,
) -> Report:
    """Run ``checks`` and report, with the sign-offs that the settings name.

    Ctrl-C ends it with a report of what has been seen so far. ``known`` are the ids of all checks there are,
    ``selected`` says that ``checks`` are only some of them.
    """
    signoffs = read_signoffs(examination.golive.signoffs)
    found: list[Finding] = []
    interrupted = False
    try:
        for finding in run(examination, checks, signoffs, observer=observer):
            found.append(finding)
    except KeyboardInterrupt:
        interrupted = True
        missed = checks[len(found) :]
        found += [_finding(examination, check, INTERRUPTED, signoffs, looked=False) for check in missed]
    settings = examination.settings
    return Report(
        site=settings.redact(settings.site),
        profile=settings.profile,
        at=examination.now,
        findings=tuple(found),
        selected=selected,
        interrupted=interrupted,
        strays=tuple(sorted({*signoffs} - {*known})),
    )


def _answer(examination: Examination, check: Check, observer: Observer) -> Answer:
    redact = examination.settings.redact
    try:
        return examination.answer(check)
    except AssertionError as error:  # a deadline has passed
        return failed(redact(f"could not look: {error}"), mend="put that right, then run again")
    except Exception as error:  # noqa: BLE001 - one broken check must not hide what the others see
        observer.crashed(check, error)
        return failed(
            redact(f"the check {check.id} itself broke: {type(error).__name__}: {error}"),
            mend="report this as a fault of Pennydrop; --traceback shows where",
        )


def _finding(
    examination: Examination,
    check: Check,
    answer: Answer,
    signoffs: Mapping[str, Signoff],
    *,
    looked: bool = True,
    seconds: float = 0.0,
) -> Finding:
    signoff, redact = signoffs.get(check.id), examination.settings.redact
    if signoff:
        signoff = Signoff(_shown(redact(signoff.by)), signoff.on, _shown(redact(signoff.note)), signoff.until)
    answer = replace(answer, evidence=_shown(answer.evidence), mend=_shown(answer.mend))
    return Finding(check, answer, examination.now.date(), signoff, looked, seconds)


def _shown(text: str) -> str:
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)
