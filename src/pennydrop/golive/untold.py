"""What cannot be told because of something that another check sees and tells."""

from __future__ import annotations

import re

from pennydrop.errors import PennydropError, SiteUnreachable

_OF_ONE_REQUEST = re.compile(r"(?<=://)([^\s/]+)/\S*|\breq_\w+")


class CertificateRefused(SiteUnreachable):
    """The site was not asked, because its certificate is not accepted. ``waits_on`` is the check that says why."""

    def __init__(self, message: str, waits_on: str) -> None:
        super().__init__(message)
        self.waits_on = waits_on


def trouble(error: PennydropError) -> str:
    """What ``error`` says, but for the page that was asked for and Stripe's id of the request: two requests that fail
    for one reason say the same."""
    return _OF_ONE_REQUEST.sub(r"\1", str(error))
