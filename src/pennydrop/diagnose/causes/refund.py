"""Why the site does not show a refund."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pennydrop.diagnose.causes import likely
from pennydrop.diagnose.causes.log import error
from pennydrop.diagnose.finding import Cause

if TYPE_CHECKING:
    from pennydrop.diagnose.case import Case
    from pennydrop.diagnose.finding import Finding


def refund(case: Case, finding: Finding) -> Iterator[Cause]:
    """Of a refund that is not on record, or of goods that were not taken back."""
    yield Cause(
        likely.REFUND_IGNORED, finding.says, "handle charge.refunded: book amount_refunded and take the goods back"
    )
    if said := error(case):
        yield Cause(likely.SWALLOWED, said, "let an error end in a 500: Stripe then sends the event again")
