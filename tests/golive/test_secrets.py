"""Secrets are found wherever git keeps them, and what only looks like one is left alone. The repository is real."""

from __future__ import annotations

import hashlib
import json
import random
import string
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pennydrop.golive.check import Verdict
from pennydrop.golive.checks import secrets
from pennydrop.golive.secret_search import find_secrets
from pennydrop.golive.secret_search import repository as repository_search
from pennydrop.golive.secret_search.rules import all_rules
from tests.golive.site_repository import Repository

LETTERS = string.ascii_letters + string.digits
HEX = "0123456789abcdef"
_random = random.Random(20261123)  # noqa: S311 - no secret, and the same in every run


def some(length: int, alphabet: str = LETTERS) -> str:
    """Random letters, the same in every run."""
    return "".join(_random.choice(alphabet) for _ in range(length))


LIVE_KEY = "sk_live_" + some(24)
PLANTED = {
    "live key": (LIVE_KEY, "live Stripe secret key"),
    "long live key": ("stripe.api_key = '" + "sk_live_51" + some(97) + "'", "live Stripe secret key"),
    "restricted key": ('{"key":"' + "rk_live_" + some(24) + '"}', "live Stripe restricted key"),
    "test key": ("STRIPE=" + "sk_test_" + some(24), "Stripe test key"),
    "webhook secret": ("whsec_" + some(32), "Stripe webhook secret"),
    "webhook secret in hex": ("<b>whsec_" + some(64, HEX) + "</b>", "Stripe webhook secret"),
    "Django's key": ("SECRET_KEY = '" + some(50, "abcdefghij0123456789!@#$%^&*(-_=+)") + "'", "secret setting"),
    "key in a .env file": ("SECRET_KEY=" + some(50), "secret setting"),
    "mail password": ("EMAIL_HOST_PASSWORD=abwx qncd zghy wpcv", "mail app password"),
    "database password": ("postgres://app:" + some(16) + "@db.recorder.org:5432/site", "password in an address"),
    "GitHub": ("token: ghp_" + some(36), "GitHub Token"),
    "AWS": ("AKI" + "A" + some(16, "ABCDEFGHIJ234567"), "AWS Access Key"),
    "SendGrid": ("SG." + some(22) + "." + some(43), "SendGrid API Key"),
    "private key": ("-----BEGIN RSA PRIVATE " + "KEY-----\n" + some(64) + "\n" + some(64), "private key"),
    "private key in one line": ('"-----BEGIN PRIVATE ' + "KEY-----\\n" + some(64) + '\\n"', "private key"),
}
LOOK_ALIKES = {
    "placeholder of the checklist": "STRIPE_SECRET_KEY=sk_live_" + "x" * 13,
    "long placeholder": "sk_live_" + "x" * 24,
    "dots": "sk_test_" + "...",
    "words": "whsec_" + "your_secret_here",
    "words without a line": "sk_live_" + "YourSecretKeyGoesHere1",
    "counting": "sk_live_" + "1234567890abcdefghijklmn",
    "stripe's documentation": "sk_test_" + "4eC39HqLyjWDarjtT1zdp7dc",
    "publishable key": "pk_live_" + some(24),
    "masked key": "sk_live_" + "*" * 20 + some(4),
    "reference": "SECRET_KEY = os.environ['DJANGO_SECRET_KEY_2026']",
    "reference in a .env file": "SECRET_KEY=${DJANGO_SECRET_KEY_2026}",
    "reference of decouple": "STRIPE_SECRET_KEY = config('STRIPE_SECRET_KEY', default='')",
    "file that holds it": "SECRET_KEY_FILE = '/run/secrets/django_2026_key'",
    "template": "API_KEY={{ vault_api_key_2026_production }}",
    "Django for development": "SECRET_KEY = 'django-insecure-" + some(50) + "'",
    "test password": "PASSWORD = 'testpass123'",
    "message": 'PASSWORD = "This password is too short. It must contain 8 characters."',
    "database in a container": "DATABASE_URL=postgres://postgres:postgres1@db:5432/site",
    "database on this machine": "postgres://app:" + some(16) + "@localhost/site",
    "address of a document": "https://docs.example.com:8443/payments@latest/",
    "sha256": "sha256:" + some(64, HEX),
    "commit": some(40, HEX),
    "uuid": "API_TOKEN='550e8400-e29b-41d4-a716-446655440000'",
    "npm lock file": '"integrity": "sha512-' + some(86) + '==",',
    "Python lock file": 'hash = "sha256:' + some(64, HEX) + '"',
    "subresource": 'integrity="sha384-' + some(64) + '"',
    "base64 with an AWS key by chance": some(30) + "AKI" + "A" + some(16, "ABCDEFGHIJ234567") + some(30),
    "Stripe ids": "pi_" + some(24) + " cs_live_" + some(58) + " evt_" + some(24) + " pi_3_secret_" + some(25),
    "words of AWS": "AKI" + "AIOSFODNN7EXAMPLE",
    "documented private key": "-----BEGIN PRIVATE " + "KEY-----\n...\n-----END PRIVATE KEY-----",
    "encrypted private key": "-----BEGIN ENCRYPTED PRIVATE " + "KEY-----\n" + some(64),
    "public key": "-----BEGIN PUBLIC " + "KEY-----\n" + some(64),
    "link": "https://www.recorder.org/about-us",
}


@pytest.mark.parametrize("name", PLANTED)
def test_finds_a_secret_and_does_not_repeat_it(name: str) -> None:
    text, kind = PLANTED[name]
    found = find_secrets(f"one\ntwo\n{text}\nfour")
    assert [(finding.kind, finding.line) for finding in found] == [(kind, 3)]
    assert not any(part in str(found[0]) for part in _parts(text))


def _parts(text: str) -> list[str]:
    """Every eight letters of it that could give a secret away."""
    return [
        text[at : at + 8] for at in range(len(text) - 8) if text[at : at + 8].isalnum() and _mixed(text[at : at + 8])
    ]


def _mixed(part: str) -> bool:
    return any(letter.isdigit() for letter in part) and any(letter.isalpha() for letter in part)


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_leaves_a_look_alike_alone(name: str) -> None:
    assert find_secrets(LOOK_ALIKES[name]) == []


def test_misses_none_of_a_thousand_keys() -> None:
    keys = ["sk_live_" + some(24) for _ in range(1000)] + ["whsec_" + some(64, HEX) for _ in range(1000)]
    assert len(find_secrets("\n".join(keys))) == len(keys)


def test_finds_a_key_in_a_minified_script_fast() -> None:
    script = "".join(f"function a{n}(b){{return b.c('https://x.y/about-us')+'{some(40)}'}}" for n in range(20_000))
    started = time.process_time()
    found = find_secrets(f"{script};key='{LIVE_KEY}';{script}")
    assert [finding.kind for finding in found] == ["live Stripe secret key"]
    assert time.process_time() - started < 10


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "site")


def on_main(repository: Repository) -> None:
    repository.commit("settings.py", f"import os\n\nKEY = '{LIVE_KEY}'\n")


def deleted_since(repository: Repository) -> None:
    on_main(repository)
    repository.git("rm", "-q", "settings.py")
    repository.git("commit", "-q", "-m", "Oops")


def on_another_branch(repository: Repository) -> None:
    repository.git("checkout", "-q", "-b", "try")
    on_main(repository)
    repository.git("checkout", "-q", "main")


def under_a_tag_only(repository: Repository) -> None:
    on_another_branch(repository)
    repository.git("tag", "old", "try")
    repository.git("branch", "-q", "-D", "try")


def in_the_second_stash(repository: Repository) -> None:
    for content in (f"KEY = '{LIVE_KEY}'\n", "nothing\n"):
        repository.write("README.md", content)
        repository.git("stash", "-q")


def in_a_merge_only(repository: Repository) -> None:
    repository.git("checkout", "-q", "-b", "side")
    repository.commit("side.txt", "side\n")
    repository.git("checkout", "-q", "main")
    repository.commit("main.txt", "main\n")
    repository.git("merge", "-q", "--no-ff", "--no-commit", "side")
    repository.write("main.txt", f"{LIVE_KEY}\n")
    repository.git("commit", "-q", "-a", "-m", "Merge")
    repository.commit("main.txt", "main\n")


def in_a_commit_message(repository: Repository) -> None:
    repository.commit("notes.txt", "new\n", message=f"Use the key {LIVE_KEY}")


def in_a_database(repository: Repository) -> None:
    repository.commit("site.sqlite3", b"SQLite format 3\0\x01\xff" + LIVE_KEY.encode() + b"\0\0\xfe")


def in_utf_16(repository: Repository) -> None:
    repository.commit("keys.txt", f"KEY={LIVE_KEY}\r\n".encode("utf-16"))


def in_a_name_with_blanks(repository: Repository) -> None:
    repository.commit("my folder/Schlüssel alt.txt", LIVE_KEY)


def staged(repository: Repository) -> None:
    repository.write("staged.txt", LIVE_KEY)
    repository.git("add", "staged.txt")


@pytest.mark.parametrize(
    "plant",
    [
        on_main,
        deleted_since,
        on_another_branch,
        under_a_tag_only,
        in_the_second_stash,
        in_a_merge_only,
        in_a_commit_message,
        in_a_database,
        in_utf_16,
        in_a_name_with_blanks,
        staged,
    ],
)
def test_history_with_a_secret_is_red_and_green_once_it_is_accepted(
    repository: Repository, plant: Callable[[Repository], None]
) -> None:
    assert repository.look(secrets.history).verdict is Verdict.PASS
    plant(repository)
    seen = repository.look(secrets.history)
    assert seen.verdict is Verdict.FAIL
    assert "live Stripe secret key" in seen.evidence
    assert LIVE_KEY not in seen.evidence
    assert LIVE_KEY.removeprefix("sk_live_")[:6] not in seen.evidence
    fingerprint = hashlib.sha1(LIVE_KEY.encode(), usedforsecurity=False).hexdigest()[:12]
    assert fingerprint in seen.evidence
    mended = repository.look(secrets.history, accepted_secrets=fingerprint)
    assert mended.verdict is Verdict.PASS
    assert "accepted before" in mended.evidence


def test_history_names_file_line_commit_and_day(repository: Repository) -> None:
    commit = repository.commit("site/settings.py", f"import os\n\nKEY = '{LIVE_KEY}'\n")
    repository.commit("site/copy.py", f"import os\n\nKEY = '{LIVE_KEY}'\n")
    seen = repository.look(secrets.history).evidence
    assert f"commit {commit[:12]} of 2026-03-04" in seen
    assert ".py:3 (" in seen
    assert "one secret" in seen


def test_history_is_green_after_it_was_rewritten(repository: Repository) -> None:
    deleted_since(repository)
    in_the_second_stash(repository)
    assert repository.look(secrets.history).verdict is Verdict.FAIL
    repository.forget()
    assert repository.look(secrets.history).verdict is Verdict.PASS


def test_look_alikes_in_the_history_are_no_alarm(repository: Repository) -> None:
    for name, text in LOOK_ALIKES.items():
        repository.write(f"docs/{name}.md", text)
    repository.git("add", "docs")
    repository.git("commit", "-q", "-m", "Document")
    assert repository.look(secrets.history).verdict is Verdict.PASS


def test_an_existing_baseline_of_detect_secrets_is_honoured(repository: Repository) -> None:
    repository.commit("settings.py", f"KEY = '{LIVE_KEY}'\n")
    scanned = subprocess.run(
        [sys.executable, "-m", "detect_secrets", "scan"],
        cwd=repository.folder,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    assert json.loads(scanned)["results"]["settings.py"]
    repository.write(".secrets.baseline", scanned)
    assert repository.look(secrets.history).verdict is Verdict.PASS
    audited = scanned.replace('"is_verified": false', '"is_verified": false, "is_secret": true')
    repository.write(".secrets.baseline", audited)
    assert repository.look(secrets.history).verdict is Verdict.FAIL
    repository.write(".secrets.baseline", "{}")
    assert "is no baseline of detect-secrets" in repository.look(secrets.history).evidence


@pytest.mark.parametrize("given", ["", "sk", LIVE_KEY])
def test_what_is_no_fingerprint_accepts_nothing(repository: Repository, given: str) -> None:
    on_main(repository)
    seen = repository.look(secrets.history, accepted_secrets=(given,))
    assert (seen.verdict, "that is no fingerprint" in seen.evidence) == (Verdict.FAIL, True)
    assert LIVE_KEY not in seen.evidence


def test_without_detect_secrets_it_says_how_to_get_it(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "detect_secrets.plugins.aws", None)
    all_rules.cache_clear()
    try:
        seen = repository.look(secrets.history)
    finally:
        all_rules.cache_clear()
    assert (seen.verdict, "pip install 'pennydrop[golive]'" in seen.evidence) == (Verdict.FAIL, True)


def test_a_line_marked_for_detect_secrets_is_accepted(repository: Repository) -> None:
    repository.commit("settings.py", f"KEY = '{LIVE_KEY}'  # pragma: allowlist secret\n")
    assert repository.look(secrets.history).verdict is Verdict.PASS


def test_a_secret_deep_in_a_huge_file_is_found_with_its_line(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repository_search, "CHUNK", 64 * 1024)
    monkeypatch.setattr(repository_search, "OVERLAP", 4 * 1024)
    line = "0123456789 nothing to see\n"
    for before in (1, 2519, 2520, 2521, 20_000):  # around the place where two chunks meet, and far behind
        repository.commit("dump.sql", line * before + f"'{LIVE_KEY}'\n" + line * 5000)
        assert f"dump.sql:{before + 1} " in repository.look(secrets.history).evidence
        repository.forget()
        repository.git("branch", "-m", f"main{before}")
        repository.git("rm", "-q", "dump.sql")
        repository.git("commit", "-q", "--amend", "-m", "Begin anew")


def test_five_thousand_commits_take_seconds(repository: Repository) -> None:
    stream = ["reset refs/heads/imported\n"]
    for number in range(5000):
        body = f"line {number}\n" * 60 + (LIVE_KEY if number == 1234 else "")
        who = f"committer Ann <ann@example.com> {1_700_000_000 + number} +0000"
        stream.append(
            f"commit refs/heads/imported\nauthor {who[10:]}\n{who}\ndata 4\nmore\nM 100644 inline f{number % 50}\n"
        )
        stream.append(f"data {len(body)}\n{body}\n")
    subprocess.run(
        ["git", "-C", str(repository.folder), "fast-import", "--quiet"], input="".join(stream).encode(), check=True
    )
    started = time.monotonic()
    seen = repository.look(secrets.history)
    assert time.monotonic() - started < 30
    assert seen.verdict is Verdict.FAIL
    assert "f34:61 (commit " in seen.evidence
    assert "one secret" in seen.evidence


def test_a_shallow_clone_proves_nothing(repository: Repository, tmp_path: Path) -> None:
    repository.commit("more.txt", "more\n")
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{repository.folder}", str(clone)], check=True)
    seen = repository.look(secrets.history, repository=clone)
    assert seen.verdict is Verdict.FAIL
    assert "fetch --unshallow" in seen.evidence
    subprocess.run(["git", "-C", str(clone), "fetch", "-q", "--unshallow"], check=True)
    assert repository.look(secrets.history, repository=clone).verdict is Verdict.PASS


def test_a_bare_clone_holds_the_history_and_no_working_tree(repository: Repository, tmp_path: Path) -> None:
    on_another_branch(repository)
    mirror = tmp_path / "mirror.git"
    subprocess.run(["git", "clone", "-q", "--mirror", str(repository.folder), str(mirror)], check=True)
    seen = repository.look(secrets.history, repository=mirror)
    assert (seen.verdict, "on 2 branches and tags" in seen.evidence) == (Verdict.FAIL, True)
    assert repository.look(secrets.env_file, repository=mirror).verdict is Verdict.PASS
    assert "is a bare repository" in repository.look(secrets.working_tree, repository=mirror).evidence


def test_a_damaged_repository_is_no_clean_one(repository: Repository) -> None:
    for blob in (repository.folder / ".git" / "objects").glob("??/*"):
        blob.chmod(0o600)
    name = repository.git("rev-parse", "HEAD:README.md").strip()
    (repository.folder / ".git" / "objects" / name[:2] / name[2:]).unlink()
    seen = repository.look(secrets.history)
    assert seen.verdict is Verdict.FAIL
    assert "fsck" in seen.evidence


def test_no_repository_is_told_apart_from_a_clean_one(tmp_path: Path, repository: Repository) -> None:
    (tmp_path / "empty").mkdir()
    for check in secrets.CHECKS:
        assert "cannot be read as a git repository" in repository.look(check, repository=tmp_path / "empty").evidence
        unset = repository.look(check, repository=None)
        assert unset.verdict is Verdict.MANUAL
        assert "PENNYDROP_GOLIVE__REPOSITORY" in unset.mend


def test_the_working_tree_is_searched_and_ignored_files_are_not(repository: Repository) -> None:
    repository.commit(".gitignore", ".env\n")
    repository.write(".env", f"STRIPE_SECRET_KEY={LIVE_KEY}\n")
    assert repository.look(secrets.working_tree).verdict is Verdict.PASS
    repository.write("notes/new.txt", f"\n{LIVE_KEY}\n")
    seen = repository.look(secrets.working_tree)
    assert seen.verdict is Verdict.FAIL
    assert "notes/new.txt:2 (in no commit)" in seen.evidence
    assert LIVE_KEY not in seen.evidence
    (repository.folder / "notes" / "new.txt").unlink()
    repository.write("README.md", LIVE_KEY)
    assert "README.md:1" in repository.look(secrets.working_tree).evidence
    repository.write("README.md", "A site.\n")
    assert repository.look(secrets.working_tree).verdict is Verdict.PASS


@pytest.mark.parametrize("name", [".env", "deploy/.env.production", "site/prod.env"])
def test_a_tracked_env_file_is_red_until_it_is_removed(repository: Repository, name: str) -> None:
    repository.commit(".env.example", "STRIPE_SECRET_KEY=\n")
    assert repository.look(secrets.env_file).verdict is Verdict.PASS
    repository.commit(name, "DEBUG=False\n")
    seen = repository.look(secrets.env_file)
    assert seen.verdict is Verdict.FAIL
    assert f"git rm --cached {name}" in seen.mend
    repository.git("rm", "-q", "--cached", name)
    assert repository.look(secrets.env_file).verdict is Verdict.PASS
