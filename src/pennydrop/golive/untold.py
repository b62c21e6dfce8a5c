"""What cannot be told because of something that another check sees and tells."""

from __future__ import annotations

from pennydrop.errors import SiteUnreachable


class CertificateRefused(SiteUnreachable):
    """The site was not asked, because its certificate is not accepted. ``waits_on`` is the check that says why."""

    def __init__(self, message: str, waits_on: str) -> None:
        super().__init__(message)
        self.waits_on = waits_on
