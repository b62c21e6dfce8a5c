from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from .shop import Shop

ADULT = {
    "account_type": "adult_student",
    "first_name": "Ada",
    "last_name": "Reed",
    "password1": "Penny-drops-1",
    "password2": "Penny-drops-1",
}
GUARDIAN = ADULT | {
    "account_type": "parent_guardian",
    "address_line_1": "1 Reed Lane",
    "city": "London",
    "postal_code": "N1 9GU",
    "country": "United Kingdom",
    "child_first_name": "Charlie",
    "child_last_name": "Reed",
    "child_date_of_birth": "2015-04-01",
}


def sign_up(email: str, fields: dict[str, str]) -> User | None:
    Client().post("/accounts/signup/", fields | {"email": email})
    return User.objects.filter(username=email).first()


def test_an_adult_gives_no_address_and_has_no_child(shop: Shop) -> None:
    ada = sign_up("ada-signs-up@example.com", ADULT)

    assert ada is not None
    assert (ada.profile.is_guardian, ada.profile.email_verified, ada.children.count()) == (False, False, 0)
    assert (ada.profile.first_name, ada.profile.last_name) == ("Ada", "Reed")


def test_a_guardian_signs_up_with_a_child(shop: Shop) -> None:
    grace = sign_up("grace-signs-up@example.com", GUARDIAN)

    assert grace is not None
    assert (grace.profile.is_guardian, grace.profile.city) == (True, "London")
    assert str(grace.children.get()) == "Charlie Reed"


@pytest.mark.parametrize("missing", ["child_first_name", "child_date_of_birth", "postal_code"])
def test_a_guardian_without_a_child_or_an_address_is_asked_for_it(shop: Shop, missing: str) -> None:
    assert sign_up(f"{missing}@example.com", GUARDIAN | {missing: ""}) is None


def test_nobody_is_the_guardian_of_a_child_not_born_yet(shop: Shop) -> None:
    tomorrow = str(timezone.localdate() + timedelta(days=1))

    assert sign_up("tomorrow@example.com", GUARDIAN | {"child_date_of_birth": tomorrow}) is None
