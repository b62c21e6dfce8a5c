from __future__ import annotations

import pytest

from pennydrop.ledger import django_password_hash


def test_django_accepts_the_hash() -> None:
    hashers = pytest.importorskip("django.contrib.auth.hashers")
    encoded = django_password_hash("Penny-drops-1", iterations=3)

    assert hashers.PBKDF2PasswordHasher().verify("Penny-drops-1", encoded)
    assert not hashers.PBKDF2PasswordHasher().verify("penny-drops-1", encoded)


def test_the_salt_is_long_enough_for_django_to_keep_the_hash() -> None:
    algorithm, iterations, salt, _ = django_password_hash("Penny-drops-1").split("$")

    assert (algorithm, iterations, len(salt)) == ("pbkdf2_sha256", "1", 26)


def test_two_hashes_of_one_password_differ() -> None:
    assert django_password_hash("Penny-drops-1") != django_password_hash("Penny-drops-1")
