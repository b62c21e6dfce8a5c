from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from .models import WorkshopSession
from .promotions import offer_free_places


@receiver(post_save, sender=WorkshopSession)
def session_changed(instance: WorkshopSession, created: bool, update_fields: Any, **_: Any) -> None:
    """A session with more places than before has some for those who wait."""
    if not created and (update_fields is None or "max_participants" in update_fields):
        offer_free_places(instance)
