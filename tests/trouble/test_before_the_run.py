"""What stops a run before its first scenario: one message, one exit code, and nothing is left running."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator

import pytest

from pennydrop.errors import (
    BrowserMissing,
    DatabaseUnreachable,
    LiveKeyRefused,
    PennydropError,
    PortTaken,
    SettingsError,
    SiteUnreachable,
    StripeCliMissing,
)
from tests.fake_api import FakeApi
from tests.trouble.project import Project

pytestmark = pytest.mark.timeout(300)  # whole runs, several at once, on whatever machine this is

COMMANDS = pytest.mark.parametrize("command", ["pytest", "pennydrop up"])
WRONG_SETTINGS = {
    "site_ulr": (
        "http://127.0.0.1",
        SettingsError,
        "unknown environment variable PENNYDROP_SITE_ULR; did you mean PENNYDROP_SITE_URL?",
    ),
    "stripe_secret_key": (
        "sk_live_" + "abcdefgh",
        LiveKeyRefused,
        "a live Stripe key (sk_live_...) with the local profile: real cards would be charged. Use a test key",
    ),
    "database_url": (
        "postgres//user:hush-hush@host",
        SettingsError,
        "is no database address; write postgresql://user:password@host:port/name or sqlite:////absolute/path",
    ),
    "stripe_cli": (
        "/nowhere/stripe",
        StripeCliMissing,
        "PENNYDROP_STRIPE_CLI names '/nowhere/stripe', which is no program; correct it, or unset it",
    ),
}


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port that nobody listens on, nor can meanwhile."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


def stops(project: Project, command: str, error: type[PennydropError], says: str) -> None:
    """The command ends with the error's code, says what to do once, and leaves nothing behind."""
    project.feature("calm", ["Then the site keeps its promise"])

    outcome = project.run(command)

    assert outcome.code == error.exit_code, outcome.output
    assert outcome.times_said(says) == 1, outcome.output
    assert "Traceback" not in outcome.output
    assert "passed" not in outcome.output
    assert "hush-hush" not in outcome.output
    assert not project.left_behind()


@COMMANDS
@pytest.mark.parametrize("setting", WRONG_SETTINGS)
def test_a_wrong_setting(project: Project, command: str, setting: str) -> None:
    value, error, says = WRONG_SETTINGS[setting]
    project.set(setting, value)
    stops(project, command, error, says)


@pytest.mark.parametrize("command", ["pytest", "pennydrop run", "pennydrop up"])
def test_a_misspelt_key_of_the_file(project: Project, command: str) -> None:
    (project.folder / "pennydrop.toml").write_text('site_ulr = "http://127.0.0.1"')
    stops(project, command, SettingsError, "pennydrop.toml: unknown key 'site_ulr'; did you mean site_url?")


def test_a_browser_that_is_missing(project: Project) -> None:
    project.set("browser_executable", "/nowhere/chromium")
    says = "PENNYDROP_BROWSER_EXECUTABLE is '/nowhere/chromium', which is no program; get one with `playwright install"
    stops(project, "pytest", BrowserMissing, says)


@COMMANDS
def test_a_port_that_is_taken(project: Project, command: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as somebody_elses:
        port = somebody_elses.getsockname()[1]
        project.set("relay_port", str(port))
        stops(project, command, PortTaken, f"port {port} is held by pid {os.getpid()}")


@COMMANDS
def test_a_site_that_does_not_answer(project: Project, command: str, closed_port: int) -> None:
    project.set("site_url", f"http://127.0.0.1:{closed_port}")
    stops(project, command, SiteUnreachable, "Connection refused; start it, or correct PENNYDROP_SITE_URL")


@COMMANDS
def test_the_database_of_the_reference_site_that_does_not_answer(
    project: Project, command: str, closed_port: int
) -> None:
    project.set("database_url", f"postgresql://penny:hush-hush@127.0.0.1:{closed_port}/shop")
    stops(project, command, DatabaseUnreachable, "check that the server runs there, and user, password and database")


def test_the_database_of_an_adopted_site_that_does_not_answer(project: Project, fake_api: FakeApi) -> None:
    project.set("site_url", fake_api.url)
    project.set("database_url", "sqlite:////nowhere/site.sqlite3")
    stops(project, "pytest", DatabaseUnreachable, "check the path, and that the site has been started or migrated once")
