"""A live key outside the live profile is an error before the first request, however it got there."""

from __future__ import annotations

from pathlib import Path

import pytest
import requests
from pydantic import SecretStr

from pennydrop.errors import LiveKeyRefused
from pennydrop.gateway import Gateway
from pennydrop.settings import Settings, load_settings
from pennydrop.stack.environment import child_environment, site_environment

NAME = "4eC39HqLyjWDarjtT1zdp7dc"
KEYS = [kind + NAME for kind in ("sk_" + "live_", "rk_" + "live_", "pk_" + "live_", "sk_org_" + "live_")]
DISGUISES = {
    "plain": "{}",
    "line break": "{}\n",
    "blanks": "  {} ",
    "quotation marks": '"{}"',
    "its name": "STRIPE_SECRET_KEY={}",
    "byte order mark": "\N{ZERO WIDTH NO-BREAK SPACE}{}",
    "behind a test key": "sk_test_1,{}",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES)
@pytest.mark.parametrize("key", KEYS, ids=[key[: key.index("live_")] for key in KEYS])
@pytest.mark.parametrize("profile", ["local", "test"])
@pytest.mark.parametrize("setting", ["stripe_secret_key", "stripe_publishable_key"])
def test_from_the_environment(
    setting: str, profile: str, key: str, disguise: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PENNYDROP_PROFILE", profile)
    monkeypatch.setenv("PENNYDROP_STRIPE_SECRET_KEY", "sk_test_" + NAME)
    monkeypatch.setenv(f"PENNYDROP_{setting.upper()}", disguise.format(key))

    with pytest.raises(LiveKeyRefused) as refused:
        load_settings()

    assert NAME not in str(refused.value)


def test_from_the_file(folder: Path) -> None:
    (folder / "pennydrop.toml").write_text(f'stripe_secret_key = """{KEYS[0]}\n"""\n')

    with pytest.raises(LiveKeyRefused):
        load_settings()


@pytest.mark.parametrize("key", KEYS)
def test_in_settings_that_nobody_has_loaded(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def sent(*arguments: object, **named: object) -> None:
        raise AssertionError("a request was sent")

    monkeypatch.setattr(requests.Session, "send", sent)
    unchecked = Settings.model_validate({"stripe_secret_key": key})
    copied = load_settings().model_copy(update={"stripe_secret_key": SecretStr(f" {key}")})

    for settings in (unchecked, copied):
        with pytest.raises(LiveKeyRefused):
            Gateway(settings)


def test_the_sites_environment_has_the_keys_of_the_settings_and_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRIPE_SECRET_KEY", KEYS[0])
    monkeypatch.setenv("STRIPE_PUBLISHABLE_KEY", KEYS[2])
    monkeypatch.setenv("STRIPE_API_KEY", KEYS[0])

    environment = child_environment(site_environment(load_settings()))

    assert not any("live_" in value for value in environment.values())


def test_a_test_key_with_live_in_it_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PENNYDROP_STRIPE_SECRET_KEY", "sk_test_" + "long_live_the_shop")

    assert load_settings().profile == "local"
