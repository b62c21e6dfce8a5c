"""What the site's log has to say of a payment that went wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pennydrop.diagnose.case import Case

ABOUT_METADATA = r"[Uu]nknown domain|metadata|does not match|not opened by this site"


def error(case: Case) -> str:
    """The last error of the log, or else what was printed past it."""
    printed = [it.text for it in case.log if not it.stamped]
    return told(case, r"ERROR|CRITICAL|Error\b|Exception") or (printed[-1] if printed else "")


def told(case: Case, pattern: str) -> str:
    """The last line of the log about this payment that matches, or ``""``."""
    found = [it.text for it in case.log if re.search(pattern, it.text)]
    return found[-1] if found else ""
