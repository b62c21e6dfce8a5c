"""What a page promises before anything is cancelled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pytest_bdd import then

from pages.furniture import Furniture
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from fixtures.visits import Visits
    from pennydrop.vocabulary.cast import Cast

# The words are the site's own; what they mean is the rule.
PROMISES = {
    "a full refund": re.compile(r"full refund|refunded in full|(?<!not )eligible for (?:a )?refund", re.IGNORECASE),
    "no refund": re.compile(
        r"\bno refund|not (?:be )?(?:eligible|refund)|not receive a(?:ny)? refund|non-refundable|outside the",
        re.IGNORECASE,
    ),
}


@then(sentence("{student:w} is promised {outcome}"))
def is_promised(visits: Visits, cast: Cast, student: str, outcome: str) -> None:
    """Before the click: ``a full refund`` or ``no refund``, in whatever words the page has for it."""
    said = Furniture(visits.of(cast[student])).text
    assert PROMISES[outcome].search(said), f"the page has to say what will come back ({outcome}); it says:\n{said}"
