from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from pennydrop.demo.core.outbox import send_pending


class Command(BaseCommand):
    help = "Send the mails that are still in the outbox, for instance after an outage of the mail server."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{send_pending()} mail(s) sent")
