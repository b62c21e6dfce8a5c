"""The people of one visit and what they have, written by the fixtures' own functions."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

import requests
from playwright.sync_api import Browser, BrowserContext

from fixtures.people import csrf_token, put_account, put_child
from fixtures.visits import DISMISS_COOKIE_NOTICE
from pennydrop.browser import context_arguments
from pennydrop.ledger import Ledger, django_password_hash

LOGIN = "/accounts/login/"
PASSWORD = "Penny-drops-1"
ROLES = {
    "student": {"is_student": True, "is_teacher": False},
    "teacher": {"is_student": False, "is_teacher": True},
    "guardian": {"is_student": True, "is_teacher": False, "is_guardian": True},
}


@dataclass
class Scene:
    """A student, a teacher and a guardian with a child, each made when first asked for; nobody else knows them."""

    ledger: Ledger
    site: str

    @cached_property
    def tag(self) -> str:
        """Part of every name and slug of this scene."""
        return f"tour{secrets.token_hex(5)}"

    @cached_property
    def student(self) -> int:
        return self.person("student")

    @cached_property
    def teacher(self) -> int:
        return self.person("teacher")

    @cached_property
    def guardian(self) -> int:
        return self.person("guardian")

    @cached_property
    def child(self) -> UUID:
        return UUID(str(self.write(put_child, self.guardian, "Charlie", self.tag).id))

    def person(self, role: str) -> int:
        return int(self.write(put_account, self.email(role), _HASH, role.title(), self.tag, **ROLES[role]))

    def email(self, role: str) -> str:
        return f"{role}-{self.tag}@example.com"

    def write(self, given: Any, *arguments: Any, **columns: Any) -> Any:
        """Call one of the fixtures' ``put_...`` functions in a transaction of its own."""
        with self.ledger.writing() as book:
            return given(book, *arguments, **columns)

    def browser_of(self, role: str, browser: Browser) -> BrowserContext:
        """A browser in which the person of this role is signed in; ``nobody`` is a visitor."""
        context = browser.new_context(**context_arguments(), base_url=self.site)
        context.add_init_script(DISMISS_COOKIE_NOTICE % f'"{self.site}"')
        if role != "nobody":
            getattr(self, role)
            context.add_cookies(self._signed_in(role))
        return context

    def _signed_in(self, role: str) -> Any:
        with requests.Session() as session:
            session.trust_env = False
            token = csrf_token(session.get(self.site + LOGIN, timeout=10).text)
            form = {"csrfmiddlewaretoken": token, "username": self.email(role), "password": PASSWORD}
            answer = session.post(self.site + LOGIN, form, headers={"Referer": self.site + LOGIN}, timeout=10)
            assert answer.url.rstrip("/") != (self.site + LOGIN).rstrip("/"), f"{role} could not log in"
            return [{"name": cookie.name, "value": cookie.value, "url": self.site} for cookie in session.cookies]


_HASH = django_password_hash(PASSWORD, iterations=1)
