"""The features that are switched off, as the browser's own command line has them."""

from __future__ import annotations

import shutil
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import sync_playwright

from pennydrop.browser import FoundBrowser, launch_arguments
from pennydrop.browser.features import ADDRESS_BAR, PLAYWRIGHT_DISABLES
from pennydrop.browser.find import find_browser
from pennydrop.settings import load_settings

SWITCH = "--disable-features="


@pytest.fixture(scope="module")
def switches() -> list[set[str]]:
    """What each ``--disable-features`` of a running browser says, Playwright's first, and ours last."""
    settings = load_settings()
    found = find_browser(settings)
    with sync_playwright() as playwright:
        executable = found.executable or Path(playwright.chromium.executable_path)
        arguments = launch_arguments(settings, FoundBrowser(executable))
        browser = playwright.chromium.launch(**arguments)
        line = _command_line()
        browser.close()
    return [{*part.removeprefix(SWITCH).split(",")} for part in line if part.startswith(SWITCH)]


def _command_line() -> list[str]:
    lines = filter(None, map(_words, psutil.Process().children(recursive=True)))
    return next(line for line in lines if "--remote-debugging-pipe" in line and shutil.which(line[0]))


def _words(child: psutil.Process) -> list[str]:
    try:
        return child.cmdline()
    except psutil.NoSuchProcess:  # ended, or waits to be reaped: a helper of the browser's
        return []


def test_playwrights_own_choice_is_repeated(switches: list[set[str]]) -> None:
    assert switches[0] == {*PLAYWRIGHT_DISABLES}
    assert switches[0] < switches[-1]


def test_the_address_bar_makes_no_pages(switches: list[set[str]]) -> None:
    assert switches[-1] - switches[0] == {*ADDRESS_BAR}
