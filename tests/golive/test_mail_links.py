"""5. Email notifications: where the site's mails send people, by its environment and its database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import trustme

from pennydrop.golive.check import Answer, Verdict
from pennydrop.golive.checks.mail_links import mail_links
from pennydrop.golive.examination import Examination
from pennydrop.golive_settings import GoLiveSettings
from pennydrop.settings import load_settings
from tests.golive.secure_site import Reply, Site, server_context, serving


class Production:
    """A site with a certificate for localhost, its ``.env`` and its database."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site = site
        self._ca_file, self._environment, self._database = (
            folder / name for name in ("ca.pem", ".env", "site.sqlite3")
        )
        self.links_begin_with(site.url)
        with closing(sqlite3.connect(self._database)) as database:
            database.execute(
                "CREATE TABLE django_site (id INTEGER PRIMARY KEY, domain TEXT NOT NULL, name TEXT NOT NULL)"
            )
            database.execute("INSERT INTO django_site VALUES (1, 'example.com', 'Recorder-ed')")
            database.commit()
        self.domain_is(site.url.removeprefix("https://"))

    def links_begin_with(self, url: str | None) -> None:
        self._environment.write_text(f"SITE_URL={url}\n" if url is not None else "DEBUG=False\n")

    def domain_is(self, domain: str) -> None:
        with closing(sqlite3.connect(self._database)) as database:
            database.execute("UPDATE django_site SET domain = ?", (domain,))
            database.commit()

    def look(self, *, database: bool = True) -> Answer:
        settings = load_settings(
            site_url=self.site.url,
            database_url=f"sqlite:///{self._database}" if database else None,
            golive=GoLiveSettings(ca_file=self._ca_file, environment_file=self._environment),
        )
        answer = Examination(settings).answer(mail_links)
        assert answer.mend or answer.verdict is Verdict.PASS
        return answer


@pytest.fixture
def production(tmp_path: Path) -> Iterator[Production]:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    with serving(server_context(authority.issue_cert("localhost")), name="localhost") as site:
        site.pages["/"] = "<h1>Shop</h1>"
        yield Production(site, tmp_path)


def test_links_to_the_site_itself_pass(production: Production) -> None:
    answer = production.look()
    assert answer.verdict is Verdict.PASS
    assert "SITE_URL" in answer.evidence
    assert "django_site" in answer.evidence
    production.links_begin_with(f"{production.site.url}/")
    assert production.look().verdict is Verdict.PASS
    production.site.pages["/"] = Reply("", 302, (("Location", "/home/"),))
    assert production.look().verdict is Verdict.PASS


@pytest.mark.parametrize(
    "url", ["http://localhost:8000", "http://{host}", "https://example.com", "https://{host}.evil.net", ""]
)
def test_links_that_lead_elsewhere_are_found_in_the_environment(production: Production, url: str) -> None:
    production.links_begin_with(url.format(host=production.site.url.removeprefix("https://")))
    answer = production.look()
    assert answer.verdict is Verdict.FAIL
    assert f"set SITE_URL to {production.site.url}" in answer.mend
    production.links_begin_with(production.site.url)
    assert production.look().verdict is Verdict.PASS


def test_a_domain_that_nobody_has_changed_is_found_in_the_database(production: Production) -> None:
    production.domain_is("example.com")
    answer = production.look()
    assert answer.verdict is Verdict.FAIL
    assert "https://example.com, which is not the site" in answer.evidence
    assert "set the domain name to localhost:" in answer.mend
    assert production.look(database=False).verdict is Verdict.PASS


def test_dead_links_are_found(production: Production) -> None:
    del production.site.pages["/"]
    assert "answers 404" in production.look().evidence


def test_nothing_known_is_a_persons_business(production: Production) -> None:
    production.links_begin_with(None)
    assert production.look().verdict is Verdict.PASS, "the database says it"
    assert production.look(database=False).verdict is Verdict.MANUAL
