"""Whoever loads the return page of paid workshop sessions again gets the confirmation again.

A courtesy for those who have lost the mail, and a nuisance for all who reload.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import View, wrap_view

FAMILY = 16
SEEN_BY = "storm"
SCENARIOS = ("features/workshops/buying_sessions.feature::a_place_in_a_session_is_paid_and_confirmed[return-twice]",)


def seed() -> None:
    from django.db import transaction

    from pennydrop.demo.core import outbox
    from pennydrop.demo.payments.models import Checkout

    seen: set[str] = set()

    def confirming(view: View) -> View:
        def success(request: Any) -> Any:
            session_id = request.GET.get("session_id", "")
            paid = Checkout.objects.filter(session_id=session_id, state=Checkout.State.PAID).first()
            if paid and session_id in seen:
                with transaction.atomic():
                    outbox.post(
                        to=paid.student.email,
                        subject="Workshop Registration Confirmed - 1 Session - {site}",
                        template="payments/mail/payment_failed.txt",
                        context={"checkout": paid, "items": paid.items.all()},
                    )
            seen.add(session_id)
            return view(request)

        return success

    wrap_view("workshops:checkout_success", confirming)
