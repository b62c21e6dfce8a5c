"""Settings: where a value comes from, and that every mistake is one sentence naming the setting."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pennydrop.errors import LiveKeyRefused, SettingsError
from pennydrop.settings import LOCAL_SECRET_KEY, load_settings

TEST_KEY = "sk_test_" + "4eC39HqLyjWDarjtT1"
LIVE_KEY = "sk_live_" + "4eC39HqLyjWDarjtT1"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project folder, and no PENNYDROP_ variable."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.upper().startswith("PENNYDROP_")]:
        monkeypatch.delenv(name)
    return tmp_path


def test_without_any_setting_it_is_the_local_profile() -> None:
    settings = load_settings()
    assert settings.profile == "local"
    assert settings.stripe_secret_key.get_secret_value() == LOCAL_SECRET_KEY
    assert settings.managed_site
    assert settings.managed_emulator
    assert settings.managed_mailbox


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "pennydrop.toml").write_text("relay_port = 5001\nsite_port = 5002\n")
    monkeypatch.setenv("PENNYDROP_SITE_PORT", "5003")
    settings = load_settings()
    assert (settings.emulator_port, settings.relay_port, settings.site_port) == (4242, 5001, 5003)


def test_an_argument_wins_over_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PENNYDROP_SITE_PORT", "5003")
    assert load_settings(site_port=5004).site_port == 5004


def test_an_empty_variable_is_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PENNYDROP_SITE_URL", "")
    assert load_settings().managed_site


def test_a_list_is_written_with_commas_in_the_environment_and_as_a_list_in_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "pennydrop.toml").write_text('webhook_events = ["charge.refunded", "charge.succeeded"]\n')
    monkeypatch.setenv("PENNYDROP_ALLOWED_HOSTS", "fonts.example, cdn.example")
    settings = load_settings()
    assert settings.webhook_events == ("charge.refunded", "charge.succeeded")
    assert settings.allowed_hosts == ("fonts.example", "cdn.example")


def test_an_unknown_variable_is_refused_with_the_nearest_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PENNYDROP_STRIPE_SECRET_KEYY", TEST_KEY)
    with pytest.raises(
        SettingsError, match=r"PENNYDROP_STRIPE_SECRET_KEYY; did you mean PENNYDROP_STRIPE_SECRET_KEY\?"
    ):
        load_settings()


def test_a_misspelt_key_of_the_file_is_refused_with_the_nearest_name(folder: Path) -> None:
    (folder / "pennydrop.toml").write_text('site_ulr = "http://localhost:8000"\n')
    with pytest.raises(SettingsError, match=r"pennydrop\.toml: unknown key 'site_ulr'; did you mean site_url"):
        load_settings()


def test_a_broken_file_is_refused(folder: Path) -> None:
    (folder / "pennydrop.toml").write_text("site_port = \n")
    with pytest.raises(SettingsError, match=r"pennydrop\.toml is not valid TOML"):
        load_settings()


@pytest.mark.parametrize("key", [LIVE_KEY, "rk_live_" + "4eC39HqLyjWDarjtT1"])
@pytest.mark.parametrize("profile", ["local", "test"])
def test_a_live_key_is_refused_outside_the_live_profile(
    key: str, profile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PENNYDROP_STRIPE_SECRET_KEY", key)
    with pytest.raises(LiveKeyRefused) as refused:
        load_settings(profile=profile)
    assert key not in str(refused.value)


def test_the_live_profile_takes_a_live_key_and_demands_a_cap() -> None:
    with pytest.raises(SettingsError, match=r"PENNYDROP_SPENDING_CAP"):
        load_settings(profile="live", stripe_secret_key=LIVE_KEY)
    assert load_settings(profile="live", stripe_secret_key=LIVE_KEY, spending_cap=0).spending_cap == 0


@pytest.mark.parametrize("profile", ["test", "live"])
def test_another_stripe_needs_a_key_of_its_own(profile: str) -> None:
    with pytest.raises(SettingsError, match=r"PENNYDROP_STRIPE_SECRET_KEY"):
        load_settings(profile=profile)


def test_a_malformed_database_address_is_refused_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PENNYDROP_DATABASE_URL", "postgres//shop:tell-nobody@db/shop")
    with pytest.raises(
        SettingsError, match=r"PENNYDROP_DATABASE_URL.*is no database address; write postgresql://"
    ) as refused:
        load_settings()
    assert "tell-nobody" not in str(refused.value)


def test_a_site_without_a_scheme_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PENNYDROP_SITE_URL", "localhost:8000")
    with pytest.raises(SettingsError, match=r"PENNYDROP_SITE_URL .*'localhost:8000' is no web address"):
        load_settings()


def test_a_port_that_is_no_number_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PENNYDROP_SITE_PORT", "eighty")
    with pytest.raises(SettingsError, match=r"PENNYDROP_SITE_PORT .*integer"):
        load_settings()


def test_a_heroku_style_address_means_postgresql_with_psycopg() -> None:
    url = load_settings(database_url="postgres://shop:secret@db/shop").database
    assert url.drivername == "postgresql+psycopg"
    assert url.database == "shop"


def test_mysql_means_the_driver_of_the_extra() -> None:
    assert load_settings(database_url="mysql://shop:secret@db/shop").database.drivername == "mysql+pymysql"


def test_a_trailing_slash_of_an_address_does_not_double() -> None:
    settings = load_settings(site_url="https://shop.example/")
    assert settings.site_webhook_url == "https://shop.example/payments/webhook/"


def test_an_adopted_site_leaves_the_rest_managed() -> None:
    settings = load_settings(site_url="https://shop.example")
    assert not settings.managed_site
    assert settings.managed_emulator
    assert settings.managed_mailbox


def test_the_redactor_masks_what_the_settings_hold() -> None:
    settings = load_settings(database_url="postgresql://shop:tell-nobody@db/shop", customer_password="Guess-me-not")
    assert settings.redact("tell-nobody Guess-me-not") == "[redacted] [redacted]"


def test_a_secret_does_not_show_when_settings_are_printed() -> None:
    assert TEST_KEY not in repr(load_settings(stripe_secret_key=TEST_KEY))


def test_names_are_pairs_in_the_environment_and_a_table_in_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "pennydrop.toml").write_text('[column_names]\n"workshops_workshop.price" = "cost"\n')
    monkeypatch.setenv("PENNYDROP_TABLE_NAMES", "auth_user=members, courses_course=classes")
    settings = load_settings()
    assert settings.table_names == {"auth_user": "members", "courses_course": "classes"}
    assert settings.column_names == {"workshops_workshop.price": "cost"}


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [("TABLE_NAMES", "auth_user", "'auth_user' has no other name"), ("COLUMN_NAMES", "id=pk", "'id' names no column")],
)
def test_names_that_rename_nothing_are_refused(
    variable: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"PENNYDROP_{variable}", value)
    with pytest.raises(SettingsError, match=rf"PENNYDROP_{variable} .*{told}"):
        load_settings()
