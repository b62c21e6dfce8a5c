"""3. SSL certificate: a session cookie that only a login shows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import trustme

from pennydrop.golive.check import Answer, Verdict
from pennydrop.golive.checks import cookies
from tests.golive.headers.replies import SESSION, page
from tests.golive.secure_site import Reply, Site, examination_of

PASSWORD = "Penny-" + "drops-live-1"
LOGIN = """<form method="post" action="/login/"><input type="hidden" name="csrfmiddlewaretoken" value="t0k3n">
<input type="email" name="username"><input type="password" name="password"><button>Login</button></form>"""


class Members:
    """A site whose session begins with a login."""

    def __init__(self, site: Site, ca_file: Path) -> None:
        self.site, self._ca_file, self.cookie = site, ca_file, SESSION
        site.pages["/"] = page('<a href="/login/">Login</a>', cookies=())
        site.pages["/login/"] = page(LOGIN, cookies=("csrftoken=t0k3n; Path=/; Secure; SameSite=Lax",))
        site.taking["/login/"] = self._log_in

    def _log_in(self, fields: dict[str, str], headers: Mapping[str, str]) -> Reply:
        wanted = {"csrfmiddlewaretoken": "t0k3n", "username": "penny@example.com", "password": PASSWORD}
        genuine = headers["Cookie"] == "csrftoken=t0k3n" and headers["Referer"] == f"{self.site.url}/login/"
        if fields != wanted or not genuine:
            return Reply("Please enter a correct username and password.")
        return Reply("", 302, (("Location", "/"), ("Set-Cookie", self.cookie)))

    def look(self, *, writing: bool = True, password: str | None = PASSWORD) -> Answer:
        golive: dict[str, Any] = {"login_name": "penny@example.com", "login_password": password}
        examination = examination_of(self.site.url, self._ca_file, purchase_pages=("/",), **golive)
        examination.writing = writing
        answer = examination.answer(cookies.session_cookie)
        assert PASSWORD not in answer.evidence + answer.mend
        return answer


@pytest.fixture
def members(site: Site, authority: tuple[trustme.CA, Path]) -> Members:
    return Members(site, authority[1])


def test_the_session_cookie_of_a_login_is_looked_at(members: Members) -> None:
    assert members.look().verdict is Verdict.PASS
    members.cookie = SESSION.replace("; Secure", "")
    answer = members.look()
    assert answer.verdict is Verdict.FAIL
    assert "sessionid of" in answer.evidence
    assert "without Secure" in answer.evidence


def test_nobody_is_logged_in_without_being_asked(members: Members) -> None:
    assert members.look(writing=False).verdict is Verdict.MANUAL
    assert "--write" in members.look(writing=False).mend
    assert "LOGIN_PASSWORD" in members.look(password=None).mend


def test_a_login_that_fails_is_said_to(members: Members) -> None:
    answer = members.look(password="wrong-" + "password")
    assert answer.verdict is Verdict.FAIL
    assert "set no session cookie" in answer.evidence
    foreign = LOGIN.replace('action="', 'action="https://elsewhere.example')
    members.site.pages["/login/"] = page(foreign, cookies=())
    assert "the password was not sent" in members.look().evidence
    members.site.pages["/login/"] = page("closed", cookies=())
    assert "no login form was found" in members.look().evidence
