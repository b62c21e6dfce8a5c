"""Keys and account: each fault turns its check red, its mend green. The account is a live one of the emulator."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pennydrop.golive.check import Answer, Check, Verdict
from pennydrop.golive.checks import account as account_checks
from pennydrop.golive.checks import keys
from pennydrop.golive.checks.keys_in_code import keys_from_environment
from pennydrop.golive.rehearsal.stripe import random_letters
from pennydrop.golive.rehearsal.world import World
from tests.golive.live_account import LiveAccount
from tests.golive.site_repository import Repository

DAY = 86_400


@pytest.fixture
def account(world: World) -> LiveAccount:
    return LiveAccount(world)


Site = Callable[..., Path]


@pytest.fixture
def env(account: LiveAccount, tmp_path: Path) -> Site:
    """Writes the site's .env: all as it should be but for the changes; None leaves a variable out."""

    def write(**changes: str | None) -> Path:
        sound = {
            "STRIPE_SECRET_KEY": account.restricted_key,
            "STRIPE_PUBLISHABLE_KEY": account.publishable_key,
            "STRIPE_WEBHOOK_SECRET": "whsec_" + random_letters(32),
        }
        lines = [f"{name}={value}" for name, value in {**sound, **changes}.items() if value is not None]
        path = tmp_path / ".env"
        path.write_text("# Production\nDEBUG=False\n\n" + "\n".join(lines) + "\n")
        return path

    return write


VARIABLES = {
    "STRIPE_SECRET_KEY": keys.secret_key,
    "STRIPE_PUBLISHABLE_KEY": keys.publishable_key,
    "STRIPE_WEBHOOK_SECRET": keys.webhook_secret,
}


WRONG = (
    ("STRIPE_SECRET_KEY", None, "is not in"),
    ("STRIPE_SECRET_KEY", "", "holds no live secret key"),
    ("STRIPE_SECRET_KEY", "sk_test_" + random_letters(40), "begins with sk_test_..."),
    ("STRIPE_SECRET_KEY", "rk_test_" + random_letters(40), "begins with rk_test_..."),
    ("STRIPE_SECRET_KEY", "pk_live_" + random_letters(40), "begins with pk_live_..."),
    ("STRIPE_SECRET_KEY", "sk_live_" + "x" * 13, "placeholder or cut off"),
    ("STRIPE_SECRET_KEY", "sk_live_" + random_letters(9), "placeholder or cut off"),
    ("STRIPE_SECRET_KEY", f"'sk_live_{random_letters(20)} {random_letters(20)}'", "a character that is in no key"),
    ("STRIPE_PUBLISHABLE_KEY", None, "is not in"),
    ("STRIPE_PUBLISHABLE_KEY", "pk_test_" + random_letters(40), "begins with pk_test_..."),
    ("STRIPE_PUBLISHABLE_KEY", "sk_live_" + random_letters(40), "begins with sk_live_..."),
    ("STRIPE_WEBHOOK_SECRET", None, "is not in"),
    ("STRIPE_WEBHOOK_SECRET", "whsec_" + "x" * 13, "placeholder or cut off"),
    ("STRIPE_WEBHOOK_SECRET", random_letters(32), "begins with something else"),
)


# By name: the keys are made anew in each process, and pytest-xdist compares what its workers have collected.
@pytest.mark.parametrize(("name", "value", "says"), WRONG, ids=[f"{i} {it[0]} {it[2]}" for i, it in enumerate(WRONG)])
def test_a_wrong_variable_is_red_until_it_is_mended(
    account: LiveAccount, env: Site, name: str, value: str | None, says: str
) -> None:
    seen = account.look(VARIABLES[name], environment_file=env(**{name: value}))
    assert (seen.verdict, says in seen.evidence) == (Verdict.FAIL, True), seen
    assert name in seen.evidence
    assert not value or value.strip("'")[12:] == "" or value.strip("'")[12:] not in seen.evidence + seen.mend
    assert account.look(VARIABLES[name], environment_file=env()).verdict is Verdict.PASS


@pytest.mark.parametrize(
    "line",
    [
        "export STRIPE_SECRET_KEY={}",
        "STRIPE_SECRET_KEY = '{}'",
        'STRIPE_SECRET_KEY="{}"',
        "\ufeffSTRIPE_SECRET_KEY={}\r",
    ],
)
def test_every_way_of_writing_a_variable_is_read(account: LiveAccount, tmp_path: Path, line: str) -> None:
    path = tmp_path / ".env"
    path.write_text(line.format(account.restricted_key) + "\n")
    assert account.look(keys.secret_key, environment_file=path).verdict is Verdict.PASS


def test_a_comment_behind_a_key_is_warned_of(account: LiveAccount, env: Site) -> None:
    seen = account.look(keys.secret_key, environment_file=env(STRIPE_SECRET_KEY=f"{account.restricted_key}  # live"))
    assert (seen.verdict, "followed by a comment" in seen.evidence) == (Verdict.WARN, True)
    assert account.restricted_key not in seen.evidence
    assert account.look(keys.secret_key, environment_file=env()).verdict is Verdict.PASS


def test_variables_of_other_names_are_found_by_the_settings(account: LiveAccount, env: Site) -> None:
    path = env(STRIPE_SECRET_KEY=None, SHOP_KEY=account.secret_key)
    assert account.look(keys.secret_key, environment_file=path).verdict is Verdict.FAIL
    seen = account.look(keys.secret_key, environment_file=path, secret_key_variable="SHOP_KEY")
    assert seen.verdict is Verdict.PASS


def test_the_environment_may_come_from_a_command(account: LiveAccount, env: Site) -> None:
    def look(command: str) -> Answer:
        return account.look(keys.secret_key, environment_file=None, environment_command=command)

    path = env()
    assert look(f"cat {path}").verdict is Verdict.PASS
    gone = look(f"cat {path}.gone")
    assert gone.verdict is Verdict.FAIL
    assert "PENNYDROP_GOLIVE__ENVIRONMENT_COMMAND" in gone.evidence
    assert look(f"grep -v SECRET {path}").verdict is Verdict.FAIL


@pytest.mark.parametrize(
    "check",
    [
        keys.secret_key,
        keys.publishable_key,
        keys.webhook_secret,
        keys.no_test_key,
        keys.one_account,
        keys.account_meant,
        keys.restricted,
    ],
    ids=lambda check: check.id,
)
def test_an_environment_that_cannot_be_seen_is_not_passed_over(
    account: LiveAccount, tmp_path: Path, check: Check
) -> None:
    unset = account.look(check, environment_file=None)
    assert unset.verdict is Verdict.MANUAL
    assert "PENNYDROP_GOLIVE__ENVIRONMENT_FILE" in unset.mend
    missing = account.look(check, environment_file=tmp_path / "nowhere")
    assert missing.verdict is Verdict.FAIL
    assert "cannot be read" in missing.evidence


def test_a_test_key_in_any_variable_is_red(account: LiveAccount, env: Site) -> None:
    seen = account.look(keys.no_test_key, environment_file=env(OLD_KEY="sk_test_" + random_letters(30)))
    assert seen.verdict is Verdict.FAIL
    assert "OLD_KEY" in seen.evidence
    assert account.look(keys.no_test_key, environment_file=env()).verdict is Verdict.PASS


def test_an_unrestricted_key_is_warned_of(account: LiveAccount, env: Site) -> None:
    seen = account.look(keys.restricted, environment_file=env(STRIPE_SECRET_KEY=account.secret_key))
    assert seen.verdict is Verdict.WARN
    assert "restricted key" in seen.mend
    assert account.look(keys.restricted, environment_file=env()).verdict is Verdict.PASS


@pytest.mark.parametrize("paid", [True, False], ids=["with a payment", "before any payment"])
def test_a_publishable_key_of_another_account_is_red(account: LiveAccount, env: Site, paid: bool) -> None:
    if paid:
        account.pays()
    stranger = LiveAccount(account.world)
    seen = account.look(keys.one_account, environment_file=env(STRIPE_PUBLISHABLE_KEY=stranger.publishable_key))
    assert seen.verdict is Verdict.FAIL, seen
    assert stranger.publishable_key not in seen.evidence
    mended = account.look(keys.one_account, environment_file=env())
    assert mended.verdict is Verdict.PASS
    assert ("a payment of the secret key's account" in mended.evidence) is paid


def test_keys_that_do_not_name_their_account_are_told_apart_by_a_payment(account: LiveAccount, env: Site) -> None:
    old = account.give(f"pk_live_{random_letters(24)}")
    path = env(STRIPE_SECRET_KEY=account.first_key, STRIPE_PUBLISHABLE_KEY=old)
    assert account.look(keys.one_account, environment_file=path).verdict is Verdict.MANUAL
    intent = account.pays()
    seen = account.look(keys.one_account, environment_file=path)
    assert seen.verdict is Verdict.PASS
    assert intent in seen.evidence


def test_a_publishable_key_that_stripe_refuses_is_red(account: LiveAccount, env: Site) -> None:
    account.pays()
    rolled = f"pk_live_{random_letters(40)}"
    seen = account.look(keys.one_account, environment_file=env(STRIPE_PUBLISHABLE_KEY=rolled))
    assert seen.verdict is Verdict.FAIL
    assert "refuses the publishable key" in seen.evidence
    assert rolled not in seen.evidence


def test_stripe_is_not_asked_with_a_key_of_the_wrong_kind(account: LiveAccount, env: Site) -> None:
    path = env(STRIPE_SECRET_KEY="sk_test_" + random_letters(40))
    for check in (keys.one_account, keys.account_meant, keys.restricted):
        seen = account.look(check, environment_file=path)
        assert (seen.verdict, seen.waits_on) == (Verdict.WAITING, "keys-secret")


def test_the_key_of_another_account_than_the_one_meant_is_red(account: LiveAccount, env: Site) -> None:
    seen = account.look(keys.account_meant, environment_file=env(), account="acct_1SomebodyElsesOne")
    assert seen.verdict is Verdict.FAIL
    assert account.id in seen.evidence
    unnamed = account.look(keys.account_meant, environment_file=env(), account=None)
    assert unnamed.verdict is Verdict.MANUAL
    assert f"PENNYDROP_GOLIVE__ACCOUNT={account.id}" in unnamed.mend
    assert account.look(keys.account_meant, environment_file=env()).verdict is Verdict.PASS


def test_a_restricted_key_names_its_account_even_by_being_refused(account: LiveAccount, env: Site) -> None:
    blind = account.give(account.key("rk"), "accounts_kyc_id_numbers_read")
    path = env(STRIPE_SECRET_KEY=blind)
    assert account.look(keys.account_meant, environment_file=path).verdict is Verdict.PASS
    assert account.look(keys.account_meant, environment_file=path, account="acct_1Else").verdict is Verdict.FAIL


def test_pennydrop_looking_at_another_account_than_the_sites_is_red(account: LiveAccount, env: Site) -> None:
    other = LiveAccount(account.world)
    seen = account.look(keys.account_meant, key=other.secret_key, environment_file=env())
    assert seen.verdict is Verdict.FAIL
    assert other.id in seen.evidence
    assert account.look(keys.account_meant, environment_file=env()).verdict is Verdict.PASS


def test_a_revoked_secret_key_is_red(account: LiveAccount, env: Site) -> None:
    seen = account.look(keys.account_meant, environment_file=env(STRIPE_SECRET_KEY="sk_live_" + random_letters(40)))
    assert seen.verdict is Verdict.FAIL
    assert "refuses the key" in seen.evidence


def _in(days: float) -> int:
    return int((datetime.now(UTC) + timedelta(days=days)).timestamp())


ACCOUNT_FAULTS: dict[str, tuple[dict[str, Any], Check, Verdict, str]] = {
    "charges disabled": ({"charges_enabled": False}, account_checks.charges, Verdict.FAIL, "charges are not enabled"),
    "details missing": (
        {"charges_enabled": False, "details_submitted": False},
        account_checks.charges,
        Verdict.FAIL,
        "never handed in",
    ),
    "payouts disabled": (
        {"payouts_enabled": False, "requirements": {"disabled_reason": "requirements.past_due"}},
        account_checks.payouts,
        Verdict.FAIL,
        "payouts are not enabled (requirements.past_due)",
    ),
    "overdue": (
        {"requirements": {"past_due": ["external_account"]}},
        account_checks.requirements,
        Verdict.FAIL,
        "overdue: external_account",
    ),
    "due in a week": (
        {"requirements": {"currently_due": ["individual.verification.document"], "current_deadline": _in(7)}},
        account_checks.requirements,
        Verdict.FAIL,
        "individual.verification.document",
    ),
    "due in two months": (
        {"requirements": {"currently_due": ["company.tax_id"], "current_deadline": _in(60)}},
        account_checks.requirements,
        Verdict.WARN,
        "company.tax_id",
    ),
    "due some day": (
        {"requirements": {"currently_due": ["company.tax_id"]}},
        account_checks.requirements,
        Verdict.WARN,
        "without a deadline yet",
    ),
    "announced for next week": (
        {"future_requirements": {"currently_due": ["company.tax_id"], "current_deadline": _in(7)}},
        account_checks.requirements,
        Verdict.FAIL,
        "announced by",
    ),
    "announced": (
        {"future_requirements": {"currently_due": ["company.tax_id"], "current_deadline": _in(100)}},
        account_checks.requirements,
        Verdict.WARN,
        "announced by",
    ),
}


@pytest.mark.parametrize("name", ACCOUNT_FAULTS)
def test_an_account_that_is_not_sound_is_red_until_it_is(account: LiveAccount, name: str) -> None:
    changes, check, verdict, says = ACCOUNT_FAULTS[name]
    assert account.look(check).verdict is Verdict.PASS
    account.say(**changes)
    seen = account.look(check)
    assert (seen.verdict, says in seen.evidence) == (verdict, True), seen
    assert seen.mend
    account.mend()
    assert account.look(check).verdict is Verdict.PASS


@pytest.mark.parametrize("check", account_checks.CHECKS, ids=lambda check: check.id)
def test_a_key_that_may_not_read_the_account_leaves_it_to_a_person(account: LiveAccount, check: Check) -> None:
    blind = account.give(account.key("rk"), "accounts_kyc_id_numbers_read")
    assert account.look(check, key=blind).verdict is Verdict.MANUAL


SOUND_SETTINGS = """
import os
STRIPE_SECRET_KEY = os.environ["STRIPE_SECRET_KEY"]
STRIPE_WEBHOOK_SECRET = config("STRIPE_WEBHOOK_SECRET", default="")
STRIPE_PUBLISHABLE_KEY: str = env("STRIPE_PUBLISHABLE_KEY")
STRIPE_KEY_VARIABLE = "STRIPE_SECRET_KEY"
STRIPE_API_KEY = ""
"""
HARD_CODED = {
    "a secret key": ("site/settings.py", f'STRIPE_SECRET_KEY = "sk_live_{random_letters(24)}"\n', "(sk_live_...)"),
    "a publishable key in a page": ("t/pay.html", f"Stripe('pk_test_{random_letters(24)}')\n", "(pk_test_...)"),
    "a default": ("site/settings.py", f"S = config('S', default='whsec_{random_letters(32)}')\n", "(whsec_...)"),
    "a setting of another shape": (
        "s.py",
        'STRIPE_WEBHOOK_SECRET = "hunter2 hunter2 hunter2"\n',
        "(STRIPE_WEBHOOK_SECRET)",
    ),
}


@pytest.mark.parametrize("name", HARD_CODED)
def test_a_key_in_the_source_is_red_until_it_is_taken_out(tmp_path: Path, name: str) -> None:
    path, line, says = HARD_CODED[name]
    repository = Repository(tmp_path / "site")
    repository.commit("conf/settings.py", SOUND_SETTINGS)
    repository.commit("tests/test_pay.py", f"KEY = 'pk_test_{random_letters(24)}'\n")
    assert repository.look(keys_from_environment).verdict is Verdict.PASS
    repository.commit(path, "\n" + line)
    seen = repository.look(keys_from_environment)
    assert seen.verdict is Verdict.FAIL
    assert f"{path}:2 {says}" in seen.evidence
    repository.commit(path, "\n")
    assert repository.look(keys_from_environment).verdict is Verdict.PASS
    assert repository.look(keys_from_environment, repository=None).verdict is Verdict.MANUAL
