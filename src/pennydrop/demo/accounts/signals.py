from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db.models.signals import post_save
from django.dispatch import receiver

from .models import UserProfile


@receiver(post_save, sender=User)
def create_profile(instance: User, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if created and not raw:
        UserProfile.objects.get_or_create(
            user=instance, defaults={"first_name": instance.first_name, "last_name": instance.last_name}
        )
