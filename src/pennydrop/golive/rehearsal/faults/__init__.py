"""What may be wrong with a site that is to go live, each planted and mended by itself."""

from __future__ import annotations

from itertools import chain

from pennydrop.golive.rehearsal.faults import mail, papers, site, stripe, tls
from pennydrop.golive.rehearsal.faults.fault import Fault

FAULTS: dict[str, Fault] = {
    fault.id: fault for fault in chain(stripe.FAULTS, tls.FAULTS, site.FAULTS, mail.FAULTS, papers.FAULTS)
}

__all__ = ["FAULTS", "Fault"]
