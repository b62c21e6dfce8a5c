"""pytest-playwright's fixtures, told which browser to use; its own command line options keep the last word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pennydrop.plugin.evidence import Evidence

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext
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

    return {**launch_arguments(settings, find_browser(settings)), **browser_type_launch_args}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], settings: Settings) -> dict[str, Any]:
    """The same language, time zone and window on every machine; ``page.goto("/cart")`` means the site's."""
    from pennydrop.browser import context_arguments

    return {"base_url": settings.site, **context_arguments(), **browser_context_args}


@pytest.fixture
def new_context(new_context: CreateContextCallback, evidence: Evidence) -> CreateContextCallback:
    """A browser of its own for one person; if the scenario fails, its pages are in the report."""

    def watched(**arguments: Any) -> BrowserContext:
        context = new_context(**arguments)
        evidence.watch(context)
        return context

    return watched  # type: ignore[return-value]  # the protocol spells all of Playwright's arguments out
