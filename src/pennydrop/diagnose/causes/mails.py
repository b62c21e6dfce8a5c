"""Why a mail is missing or wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pennydrop.diagnose.causes import likely
from pennydrop.diagnose.causes.log import told
from pennydrop.diagnose.finding import Cause

if TYPE_CHECKING:
    from pennydrop.diagnose.case import Case
    from pennydrop.diagnose.finding import Finding


def mail(case: Case, finding: Finding) -> Iterator[Cause]:
    """Of a mail that did not arrive, or says something else than the record."""
    if "but of" in finding.says:
        yield Cause(likely.ARITHMETIC, finding.says, "take the figure of the mail from the payment's record")
        return
    if said := told(case, r"(?i)smtp|mail|ConnectionRefused"):
        yield Cause(likely.MAIL, said, "check DEFAULT_FROM_EMAIL, the EMAIL_ settings, and the provider's limits")
    arrived = f"{len(case.mails)} mails to the people concerned, none of them this one"
    yield Cause(likely.NOT_WRITTEN, arrived, "see whether the handler returns before it writes this mail")
    if not told(case, r"(?i)smtp|mail"):
        yield Cause(likely.MAIL, "nothing about mail in the log", "check DEFAULT_FROM_EMAIL and the EMAIL_ settings")
