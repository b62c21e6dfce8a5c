"""The state a scenario ends in, with what differs from run to run taken out, so that two ends can be compared.

:func:`take` it, keep it as JSON, and ask for :meth:`EndState.differences`. Nothing is known of the site but its
database: the scenario's rows are found from the addresses of its people along the foreign keys.
"""

from __future__ import annotations

from pennydrop.sameness.differences import Difference, render
from pennydrop.sameness.state import EndState, RowState
from pennydrop.sameness.taking import take

__all__ = ["Difference", "EndState", "RowState", "render", "take"]
