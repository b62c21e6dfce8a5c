"""Which Chromium is chosen, and what is said when there is none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pennydrop.browser import FoundBrowser, find_browser
from pennydrop.browser.find import HOW_TO_GET_ONE
from pennydrop.errors import BrowserMissing
from pennydrop.settings import load_settings


@pytest.fixture(autouse=True)
def bare_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No browser anywhere: neither Playwright's nor an installed one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "playwright"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr("pennydrop.browser.find._APPLICATIONS", ())
    monkeypatch.delenv("PENNYDROP_BROWSER_EXECUTABLE", raising=False)


def install(folder: Path, name: str, says: str = "Chromium 156.0.8078.79 built on Debian") -> Path:
    """A program that only knows its version."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\necho '{says}'\n")
    program.chmod(0o755)
    return program


def install_playwrights(folder: Path, *, completely: bool = True) -> None:
    """What `playwright install chromium` leaves."""
    from pennydrop.browser import playwright_chromium

    revision = playwright_chromium._descriptor()["revision"]
    browser = folder / "playwright" / f"chromium_headless_shell-{revision}"
    browser.mkdir(parents=True)
    if completely:
        (browser / "INSTALLATION_COMPLETE").touch()


def test_playwrights_own_is_preferred_to_an_installed_one(tmp_path: Path) -> None:
    install(tmp_path / "bin", "chromium")
    install_playwrights(tmp_path)
    found = find_browser(load_settings())
    assert found == FoundBrowser(None)
    assert found.version.startswith("Playwright's Chromium 1")


def test_a_download_that_broke_off_is_no_browser(tmp_path: Path) -> None:
    installed = install(tmp_path / "bin", "chromium")
    install_playwrights(tmp_path, completely=False)
    assert find_browser(load_settings()) == FoundBrowser(installed)


def test_chrome_is_preferred_to_chromium(tmp_path: Path) -> None:
    install(tmp_path / "bin", "chromium")
    chrome = install(tmp_path / "bin", "google-chrome")
    assert find_browser(load_settings()).executable == chrome


def test_one_without_windows_is_preferred_until_a_window_is_wanted(tmp_path: Path) -> None:
    whole = install(tmp_path / "bin", "chromium")
    shell = install(tmp_path / "bin", "chromium-headless-shell")
    assert find_browser(load_settings()).executable == shell
    assert find_browser(load_settings(), headed=True).executable == whole


def test_the_one_that_setup_unpacked_is_the_last_resort(tmp_path: Path) -> None:
    unpacked = install(tmp_path / ".pennydrop" / "tools" / "chromium", "chromium")
    assert find_browser(load_settings()).executable == unpacked
    installed = install(tmp_path / "bin", "chromium")
    assert find_browser(load_settings()).executable == installed


def test_the_configured_one_wins(tmp_path: Path) -> None:
    install_playwrights(tmp_path)
    mine = install(tmp_path / "mine", "chromium-nightly")
    assert find_browser(load_settings(browser_executable=str(mine))).executable == mine


def test_the_configured_one_must_exist(tmp_path: Path) -> None:
    install_playwrights(tmp_path)
    with pytest.raises(BrowserMissing, match=r"PENNYDROP_BROWSER_EXECUTABLE is '/nowhere/chrome', which is no program"):
        find_browser(load_settings(browser_executable="/nowhere/chrome"))


def test_without_any_the_one_line_says_how_to_get_one() -> None:
    with pytest.raises(BrowserMissing) as raised:
        find_browser(load_settings())
    assert str(raised.value) == f"no Chromium on this machine; {HOW_TO_GET_ONE}"


@pytest.mark.skipif(os.name == "nt", reason="there, --version opens a window instead of answering")
@pytest.mark.parametrize(
    ("says", "version"),
    [
        ("Chromium 156.0.8078.79 built on Debian", "Chromium 156.0.8078.79"),
        ("Google Chrome 156.0.8078.79 ", "Google Chrome 156.0.8078.79"),
        ("", "chromium, version unknown"),
    ],
)
def test_the_version_is_what_the_program_says(tmp_path: Path, says: str, version: str) -> None:
    assert FoundBrowser(install(tmp_path / "bin", "chromium", says)).version == version
