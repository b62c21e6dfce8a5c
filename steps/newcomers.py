"""People who make an account themselves, in the browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from pages.sign_up import SignUp

if TYPE_CHECKING:
    from fixtures.people import People
    from fixtures.visits import Visits
    from pennydrop.plugin.evidence import Evidence
    from pennydrop.settings import Settings
    from pennydrop.vocabulary.cast import Cast, Person
    from pennydrop.vocabulary.postbag import Postbag

_LINK = re.compile(r"https?://[^/\s]+/accounts/verify-email/[^/\s]+/[^/\s]+/")
ADDRESS = {
    "address_line_1": "1 Reed Lane",
    "address_line_2": "Flat 2",
    "city": "London",
    "state_province": "Greater London",
    "postal_code": "N1 9GU",
    "country": "United Kingdom",
}


class Newcomers:
    """Signs people up and finds the link that the site has mailed them."""

    def __init__(
        self, visits: Visits, people: People, cast: Cast, postbag: Postbag, evidence: Evidence, password: str
    ) -> None:
        self._visits, self._people, self._cast = visits, people, cast
        self._postbag, self._evidence, self._password = postbag, evidence, password

    def sign_up(self, first_name: str, child: str | None = None) -> Person:
        """Fill in the form and send it; with a ``child``, as its guardian."""
        self._evidence.about(email=self._cast.email_of(first_name))
        page = self._visits.of_nobody()
        form = SignUp(page)
        form.open()
        if child:
            form.choose_guardian()
        form.fill(self._details(first_name) | (self._details_of_child(child) if child else {}))
        form.submit()
        form.check_your_mail.wait_for()
        person = self._people.sign_up(first_name)
        self._visits.arrive(person, page)
        return person

    def verification_path(self, person: Person) -> str:
        """Where the link in the person's mail leads, on the site under test."""
        mails = [mail.text for mail in self._postbag.whole() if mail.is_for(person.email)]
        links: list[str] = [link for text in mails for link in _LINK.findall(text)]
        assert links, f"no mail to {person.first_name} has a link to verify the address"
        return urlsplit(links[-1]).path

    def _details(self, first_name: str) -> dict[str, str]:
        return {
            "first_name": first_name,
            "last_name": self._cast.tag,
            "email": self._cast.email_of(first_name),
            "phone": "020 7946 0000",
            "password1": self._password,
            "password2": self._password,
        }

    def _details_of_child(self, child: str) -> dict[str, str]:
        return ADDRESS | {
            "child_first_name": child,
            "child_last_name": self._cast.tag,
            "child_date_of_birth": "2015-04-01",
        }


@pytest.fixture
def newcomers(
    visits: Visits, people: People, cast: Cast, postbag: Postbag, evidence: Evidence, settings: Settings
) -> Newcomers:
    """Those of this scenario who sign up."""
    return Newcomers(visits, people, cast, postbag, evidence, settings.customer_password.get_secret_value())
