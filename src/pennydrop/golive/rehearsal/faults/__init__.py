"""What may be wrong with a site that is to go live, each planted and mended by itself."""

from __future__ import annotations

from itertools import chain

from pennydrop.golive.rehearsal.faults import environment, log, mail, pages, papers, stripe, tls, webhook
from pennydrop.golive.rehearsal.faults.fault import Fault

MODULES = (environment, stripe, webhook, tls, pages, mail, log, papers)
FAULTS: dict[str, Fault] = {fault.id: fault for fault in chain.from_iterable(module.FAULTS for module in MODULES)}

__all__ = ["FAULTS", "Fault"]
