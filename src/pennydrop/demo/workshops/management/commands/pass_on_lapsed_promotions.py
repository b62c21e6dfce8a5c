from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from pennydrop.demo.workshops.promotions import pass_on_lapsed


class Command(BaseCommand):
    help = "Offer the places that were not taken in time to the next on the waitlist; run it as often as suits."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{pass_on_lapsed()} session(s) had lapsed promotions")
