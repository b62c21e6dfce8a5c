"""The mails about a paid exam are tried once.

Everything else waits for the mail server to come back; these were written before there was an outbox.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 16
SEEN_BY = "storm"
SCENARIOS = ("features/exams/paying_the_fee.feature::a_paid_fee_is_confirmed_to_student_and_teacher[mail-down]",)


def seed() -> None:
    from pennydrop.demo.core import outbox
    from pennydrop.demo.core.models import OutgoingMail

    send = outbox.send

    def or_forget(mail: OutgoingMail, connection: Any) -> bool:
        sent = send(mail, connection)
        if not sent and mail.key.startswith("exam:"):
            OutgoingMail.objects.filter(pk=mail.pk).update(sent_at=mail.leased_until)
        return sent

    replace(outbox, "send", or_forget)
