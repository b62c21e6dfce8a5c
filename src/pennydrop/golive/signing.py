"""Signing off: only what is open for a person, and only after a look."""

from __future__ import annotations

from datetime import date, timedelta

from pennydrop.errors import SignoffRefused
from pennydrop.golive.check import Check, Verdict
from pennydrop.golive.examination import Examination
from pennydrop.golive.signoffs import Signoff, add_signoff
from pennydrop.redaction import Redactor


def sign(examination: Examination, check: Check, *, by: str, note: str, until: date | None = None) -> Signoff:
    """Sign ``check`` off as of today, in the file of the settings. ``SignoffRefused`` if a program can see it."""
    today = examination.now.date()
    if not by.strip() or not note.strip():
        raise SignoffRefused("a sign-off needs a name (--by) and what was looked at (--note); one of them is empty")
    if Redactor(personal=True)(by) != by:
        raise SignoffRefused("--by is a mail address or a secret, which no report shows; give the name of a person")
    if until and until < today:
        raise SignoffRefused(f"--until {until} is past already; today is {today}")
    _require_open(examination, check)
    if until is None and check.holds_days is not None:
        until = today + timedelta(days=check.holds_days)
    signoff = Signoff(by.strip(), today, examination.settings.redact(note.strip()), until)
    add_signoff(examination.golive.signoffs, check.id, signoff)
    return signoff


def _require_open(examination: Examination, check: Check) -> None:
    if check.writes and not examination.writing:
        raise SignoffRefused(f"{check.id} does more than look, so that nobody has looked yet: add --write")
    answer = examination.answer(check)
    if answer.verdict is not Verdict.MANUAL:
        todo = f". To do: {answer.mend}" if answer.mend else ""
        seen = f"{answer.verdict}: {answer.evidence}{todo}"
        raise SignoffRefused(f"{check.id} is not for a person to sign off, a program can see it: {seen}")
