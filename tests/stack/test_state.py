"""What the processes of one run tell each other, and what they must not."""

from __future__ import annotations

import os
import stat
import subprocess
import sys

from pennydrop.settings import Settings
from pennydrop.stack.fingerprint import OF_THE_TESTS, differences, fingerprint
from pennydrop.stack.state import Identity, PartRecord, StackState
from tests.stack.conftest import MakeSettings


def state_of(settings: Settings) -> StackState:
    me = Identity.of(os.getpid())
    parts = [PartRecord("site", "reference site", "http://127.0.0.1:1", "site", me), PartRecord("database", "SQLite 3")]
    return StackState(me, me, "salt", fingerprint(settings, "salt"), lasting=True, parts=parts)


def test_what_is_written_is_read_again(make_settings: MakeSettings) -> None:
    settings = make_settings()
    settings.state_dir.mkdir()
    state_of(settings).write(settings)
    assert StackState.read(settings) == state_of(settings)
    StackState.forget(settings)
    assert StackState.read(settings) is None


def test_the_file_holds_no_secret_and_is_nobody_elses_business(make_settings: MakeSettings) -> None:
    key, password = "sk_test_" + "4eC39HqLyjWDarjtT1", "tell-nobody"
    settings = make_settings(stripe_secret_key=key, database_url=f"postgresql://u:{password}@db/site")
    settings.state_dir.mkdir()
    state_of(settings).write(settings)
    file = settings.state_dir / "stack.json"
    assert key not in file.read_text()
    assert password not in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_of_another_version_is_not_read(make_settings: MakeSettings) -> None:
    settings = make_settings()
    settings.state_dir.mkdir()
    for text in ("", "{}", '{"owner": {"number": 1}, "reaper": {}, "salt": "", "settings": {}, "parts": []}'):
        (settings.state_dir / "stack.json").write_text(text)
        assert StackState.read(settings) is None


def test_a_changed_secret_is_a_difference_that_is_named(make_settings: MakeSettings) -> None:
    mine = make_settings()
    theirs = mine.model_copy(update={"webhook_secret": make_settings(webhook_secret="whsec_" + "other").webhook_secret})
    assert differences(fingerprint(mine, "salt"), fingerprint(theirs, "salt")) == ["webhook_secret"]
    assert differences(fingerprint(mine, "salt"), fingerprint(mine, "salt")) == []


def test_a_setting_of_the_tests_alone_makes_no_difference(make_settings: MakeSettings) -> None:
    mine = make_settings()
    assert not differences(fingerprint(mine, "salt"), fingerprint(mine.model_copy(update={"deadline": 99.0}), "salt"))


def test_every_setting_named_as_one_of_the_tests_exists() -> None:
    assert set(Settings.model_fields) >= OF_THE_TESTS


def test_a_process_that_ended_is_not_alive_even_before_it_is_collected() -> None:
    with subprocess.Popen([sys.executable, "-S", "-c", "input()"], stdin=subprocess.PIPE) as child:
        identity = Identity.of(child.pid)
        assert identity.alive()
        child.kill()
        identity.wait_for_end()
        assert not identity.alive()


def test_a_later_process_with_the_same_number_is_another_one() -> None:
    me = Identity.of(os.getpid())
    assert not Identity(me.pid, me.started - 1).alive()
