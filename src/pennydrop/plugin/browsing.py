"""pytest-playwright's fixtures, told which browser to use; its own command line options keep the last word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pennydrop.errors import ProcessDied
from pennydrop.plugin.evidence import Evidence
from pennydrop.plugin.run import run_of
from pennydrop.plugin.traces import mask_trace_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext
    from pytest_playwright.pytest_playwright import CreateContextCallback

    from pennydrop.settings import Settings


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], browser_name: str, browser_channel: str | None, settings: Settings
) -> dict[str, Any]:
    """The Chromium that was found, kept to the site and Stripe. Another browser or channel is left as it is."""
    if browser_name != "chromium" or browser_channel:
        return browser_type_launch_args
    from pennydrop.browser import find_browser, launch_arguments

    headed = browser_type_launch_args.get("headless") is False
    return {**launch_arguments(settings, find_browser(settings, headed=headed)), **browser_type_launch_args}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], settings: Settings) -> dict[str, Any]:
    """The same language, time zone and window on every machine; ``page.goto("/cart")`` means the site's."""
    from pennydrop.browser import context_arguments

    return {"base_url": settings.site, **context_arguments(), **browser_context_args}


@pytest.fixture(scope="session")
def browser(browser: Browser, pytestconfig: pytest.Config, settings: Settings) -> Iterator[Browser]:
    """The browser of all scenarios; when it dies before the session closes it, the run is over."""
    from pennydrop.plugin.page_guard import guarded_pages

    def lifeline() -> None:
        if not browser.is_connected():
            raise ProcessDied(
                f"the browser ({browser.browser_type.name} {browser.version}) has ended by itself, as it does when"
                " memory runs out: run again, with fewer workers (-n) if it happens again"
            )

    with run_of(pytestconfig).depending_on(lifeline), guarded_pages(live=settings.profile == "live"):
        yield browser


@pytest.fixture
def new_context(new_context: CreateContextCallback, evidence: Evidence, settings: Settings) -> CreateContextCallback:
    """A browser of its own for one person; if the scenario fails, its pages are in the report, without secrets.

    Whatever is waited for in it has ``settings.deadline`` seconds, pages too, for which Playwright would allow 30.
    """
    from playwright.sync_api import expect

    milliseconds = settings.deadline * 1000
    expect.set_options(timeout=milliseconds)  # Playwright has one limit for all contexts of a process

    def watched(**arguments: Any) -> BrowserContext:
        context = new_context(**arguments)
        context.set_default_timeout(milliseconds)
        mask_trace_of(context, settings.redact)
        evidence.watch(context)
        return context

    return watched  # type: ignore[return-value]  # the protocol spells all of Playwright's arguments out
