"""How the browser is started and what its pages are told: what Playwright's fixtures take as arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from playwright.sync_api import ViewportSize

from pennydrop.browser.features import disabled_features
from pennydrop.browser.hosts import allowed_hosts, resolver_rules

if TYPE_CHECKING:
    from pennydrop.browser.find import FoundBrowser
    from pennydrop.settings import Settings


class LaunchArguments(TypedDict, total=False):
    """For ``browser_type.launch``."""

    executable_path: str
    args: list[str]
    handle_sigint: bool


class ContextArguments(TypedDict):
    """For ``browser.new_context``."""

    locale: str
    timezone_id: str
    viewport: ViewportSize


def launch_arguments(settings: Settings, browser: FoundBrowser) -> LaunchArguments:
    """What to launch, and the flags Playwright does not set itself.

    Playwright gives each launch a new profile and switches off background requests, updates and the sandbox (which no
    container has). QUIC is off because a run must see one connection behave the same every time. One person's pages
    share a process, which saves starting one for each of them; two people's never do.
    """
    args = [
        "--disable-gpu",
        "--disable-quic",
        "--renderer-process-limit=1",
        f"--host-resolver-rules={resolver_rules(allowed_hosts(settings))}",
    ]
    # On Ctrl-C Playwright would end the browser, and itself, while pytest is still tidying up in it.
    arguments: LaunchArguments = {"args": args, "handle_sigint": False}
    if browser.executable is None:
        return arguments
    return {**arguments, "executable_path": str(browser.executable), "args": [*args, disabled_features()]}


def context_arguments() -> ContextArguments:
    """The same visitor on every machine.

    Stripe words its pages and writes amounts in the visitor's language; the page objects and the texts the suite
    expects are those of ``en-US``. ``UTC`` keeps the dates of the page and of the database the same day.
    """
    return {"locale": "en-US", "timezone_id": "UTC", "viewport": {"width": 1280, "height": 900}}
