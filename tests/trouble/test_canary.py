"""Secrets with a mark on them: after a run that keeps all it can, the mark is found nowhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import quote, quote_plus
from zipfile import ZipFile, is_zipfile

import pytest

from tests.trouble.project import Project

pytestmark = pytest.mark.timeout(300)

SECRETS = {
    "stripe_secret_key": "sk_test_" + "canarykey0123456789",
    "webhook_secret": "whsec_" + "canaryhook0123456789",
    "customer_password": 'canary "pass/word" & <more>',
}
KEEP_ALL = [
    *("--tracing=on", "--screenshot=on", "--full-page-screenshot", "--output=kept", "--junitxml=kept.xml"),
    *("--showlocals", "-rA", "-o", "junit_logging=all", "--log-file=kept.log", "--log-file-level=DEBUG"),
]


def test_no_secret_of_a_run_is_found_in_anything_it_leaves(project: Project) -> None:
    for setting, value in SECRETS.items():
        project.set(setting, value)
    project.set("stripe_publishable_key", "pk_test_" + "canarykey0123456789")
    project.feature(
        "canary",
        [
            "Given Sam has an account",
            'And Carl offers the course "First Tunes" at £49.99',
            'When Sam pays for the course with the "Visa" card',
            "And the secrets are spoken aloud",
            "Then Stripe has charged Sam £49.99 once",
        ],
        ["Given Sam has an account", "When the secrets are spoken aloud", "Then the site breaks its promise"],
    )

    outcome = project.run("pytest", *KEEP_ALL)

    assert outcome.code == 1, outcome.output
    texts = {"the terminal": outcome.output.encode(), **dict(_left_by(project))}
    kept = [name for name in texts if ".zip" in name or name.endswith((".png", ".log", "kept.xml", "evidence.json"))]
    assert len(kept) > 20, "the run kept less than it was asked to"
    assert "[redacted]" in outcome.output
    for secret in SECRETS.values():
        assert not [name for name, text in texts.items() if any(mark in text for mark in _spellings(secret))]


def _left_by(project: Project) -> Iterator[tuple[str, bytes]]:
    """Every file, and every file in an archive, with its content."""
    for path in project.folder.rglob("*"):
        if path.is_file():
            yield str(path.relative_to(project.folder)), path.read_bytes()
            if is_zipfile(path):
                yield from _packed_in(path)


def _packed_in(archive: Path) -> Iterator[tuple[str, bytes]]:
    with ZipFile(archive) as packed:
        for name in packed.namelist():
            yield f"{archive.name}: {name}", packed.read(name)


def _spellings(secret: str) -> set[bytes]:
    spelt = secret, json.dumps(secret)[1:-1], quote(secret, safe=""), quote_plus(secret), escape(secret)
    return {spelling.encode() for spelling in spelt}
