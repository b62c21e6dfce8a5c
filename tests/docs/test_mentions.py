"""Commands, targets, settings, programs and tags that the documents mention exist."""

from __future__ import annotations

import re
from importlib.util import find_spec

from pennydrop.cli.app import app
from pennydrop.settings import PREFIX, setting_fields
from tests.docs.documents import ROOT, mentions

README = (ROOT / "README.md").read_text(encoding="utf-8")
SCENARIOS = (ROOT / "docs/writing-scenarios.md").read_text(encoding="utf-8")
COMMANDS = {name for name in app if not name.startswith("-")}


def test_the_make_targets_exist() -> None:
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    _assert_known(mentions(r"\bmake ([a-z][a-z0-9-]*)"), targets)


def test_the_commands_of_pennydrop_exist() -> None:
    _assert_known(mentions(r"(?:^`?|/|\(|\n)pennydrop ([a-z]+)"), COMMANDS)


def test_the_settings_exist() -> None:
    _assert_known(mentions(rf"\b({PREFIX}[A-Z_]+[A-Z])\b"), set(setting_fields()))


def test_the_programs_exist() -> None:
    missing = {name: files for name, files in mentions(r"python -m ([a-z_.]+[a-z])").items() if not find_spec(name)}
    assert not missing


def test_every_tag_is_documented_and_every_documented_tag_exists() -> None:
    declared = [line.partition(":")[0] for line in (ROOT / "pytest.ini").read_text().split("markers =")[1].split("\n")]
    names = {name.strip() for name in declared if name.strip() and not name.strip().startswith("#")}
    tags = {name.partition("-")[0] for name in names} | {"live"}
    table = SCENARIOS.partition("## Tags")[2].partition("\n## ")[0]
    assert set(re.findall(r"`@(\w+)", table)) == tags


def test_the_readme_names_every_part_of_a_local_run() -> None:
    for document in ("architecture", "stack", "commands", "settings", "exit-codes", "relay", "mailbox", "faults"):
        assert f"docs/{document}.md" in README


def _assert_known(mentioned: dict[str, set[str]], known: set[str]) -> None:
    assert mentioned, "nothing was found: has the pattern gone stale?"
    unknown = {name: files for name, files in mentioned.items() if name not in known}
    assert not unknown
