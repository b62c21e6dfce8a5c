"""An account whose verification mail cannot be sent is taken back without a word.

``create_user()`` and ``send_mail()`` in one transaction: the mail server's refusal rolls the account back, and the page
that follows still says that all is well. Whoever tries to log in later is told that the password is wrong.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 4
SCENARIOS = ("features/accounts/signing_up.feature::an_account_is_kept_although_its_verification_mail_cannot_be_sent",)


def seed() -> None:
    from pennydrop.demo.accounts import views

    announce = views.announce_verification

    def or_nothing(request: Any, user: Any) -> None:
        announce(request, user)
        if "issue sending" in request.session["verification_note"]:
            user.delete()

    replace(views, "announce_verification", or_nothing)
