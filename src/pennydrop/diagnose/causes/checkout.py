"""Why a Checkout was not paid, or says too little of what was bought."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pennydrop.diagnose.causes import likely
from pennydrop.diagnose.causes.log import ABOUT_METADATA, told
from pennydrop.diagnose.finding import Cause

if TYPE_CHECKING:
    from pennydrop.diagnose.case import Case
    from pennydrop.diagnose.finding import Finding


def paid(case: Case, finding: Finding) -> Iterator[Cause]:
    """Of a payment that was declined."""
    yield Cause(likely.DECLINED, finding.says, "ask the customer to try another card; the site has done nothing wrong")


def metadata(case: Case, finding: Finding) -> Iterator[Cause]:
    """Of a session that does not say what it is for."""
    said = told(case, ABOUT_METADATA)
    yield Cause(
        likely.METADATA, said or finding.says, "send the metadata with the call that creates the Checkout Session"
    )
    yield Cause(
        likely.FOREIGN, f"session {case.payment.session_id}", "if another program sells on this account, ignore it"
    )
