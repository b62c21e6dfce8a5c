"""The people of one scenario, and the name that is theirs alone."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass

_CONSONANTS = "bdfgklmnprstvz"
_VOWELS = "aeiou"


@dataclass(frozen=True)
class Person:
    """Somebody in a scenario. ``id`` is the site's key of the person, once the site knows them."""

    first_name: str
    last_name: str
    email: str
    password: str
    id: int

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


def surname() -> str:
    """A family name nobody else has (1.7 thousand million of them), such as ``Tovabukire``.

    Everybody in a scenario carries it, in name and address. So whatever mentions it, in a mail or a webhook, belongs
    to this scenario, however many run at once. ``secrets``, because random-order plugins reseed ``random``.
    """
    return "".join(secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS) for _ in range(5)).capitalize()


class Cast:
    """Looks people up by first name. ``tag`` is the scenario's family name."""

    def __init__(self) -> None:
        self.tag = surname()
        self._people: dict[str, Person] = {}

    def email_of(self, first_name: str) -> str:
        return f"{first_name}.{self.tag}@example.com".lower()

    def slug_of(self, title: str) -> str:
        """An address part nobody else has: ``first-tunes-tovabukire``. A stray character in it breaks whole lists."""
        return re.sub(r"[^a-z0-9]+", "-", f"{title} {self.tag}".lower()).strip("-")

    def add(self, person: Person) -> Person:
        """Take the person in; the same first name twice is a mistake in the scenario."""
        if person.first_name in self._people:
            raise ValueError(f"{person.first_name} is in this scenario already")
        self._people[person.first_name] = person
        return person

    def __getitem__(self, first_name: str) -> Person:
        if first_name not in self._people:
            known = ", ".join(self._people) or "nobody"
            raise LookupError(f"no Given introduces {first_name}; this scenario knows {known}")
        return self._people[first_name]

    def __contains__(self, first_name: object) -> bool:
        return first_name in self._people

    def __iter__(self) -> Iterator[Person]:
        return iter(self._people.values())
