"""The stack as the plugin uses it: start, attach, check, stop. Its parts are tiny stand-ins here."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable

import psutil
import pytest

from pennydrop.errors import ArtifactsUnwritable, PortTaken, ProcessDied
from pennydrop.eventually import eventually
from pennydrop.settings import Settings
from pennydrop.stack import Stack
from pennydrop.stack.launcher import Launcher
from pennydrop.stack.part import ManagedPart, Part
from pennydrop.stack.probes import Probe, http_answers
from tests.stack.conftest import MakeSettings
from tests.stack.programs import web_server


class Web(ManagedPart):
    """A web server in the place of the site."""

    label = "site"
    name = "web"

    def __init__(self, settings: Settings, launcher: Launcher) -> None:
        super().__init__(settings, launcher, settings.site)

    def ports(self) -> dict[str, int]:
        return {"site_port": self.settings.site_port}

    def argv(self) -> list[str]:
        return web_server(self.settings.site_port)

    def ready(self) -> Probe:
        return http_answers(self.url)

    def describe(self) -> str:
        return f"web server at {self.url}"


class Broken(Part):
    label = "database"
    after = frozenset({"site"})

    def start(self) -> None:
        raise ProcessDied("the database is not there")


@pytest.fixture(autouse=True)
def parts(monkeypatch: pytest.MonkeyPatch) -> list[type[Part]]:
    """The parts every stack of this test has; a test may add one."""
    kinds: list[type[Part]] = [Web]
    make: Callable[[Settings, Launcher], list[Part]] = lambda settings, launcher: [  # noqa: E731
        kind(settings, launcher) if issubclass(kind, ManagedPart) else kind(settings) for kind in kinds
    ]
    monkeypatch.setattr("pennydrop.stack.stack.parts", make)
    return kinds


@pytest.fixture
def settings(make_settings: MakeSettings) -> Settings:
    return make_settings()


def web_pid(stack: Stack) -> int:
    process = stack.parts[0].process
    assert process
    return process.pid


def test_a_started_stack_says_what_runs_and_leaves_nothing_behind(settings: Settings) -> None:
    stack = Stack.start(settings)
    pid = web_pid(stack)
    assert stack.owned
    assert stack.describe() == [("profile", "local"), ("site", f"web server at {settings.site}")]
    stack.check()
    stack.stop()
    stack.stop()
    assert not psutil.pid_exists(pid)
    assert Stack.attach(settings) is None
    assert not (settings.state_dir / "stack.json").exists()


def test_another_process_of_the_run_attaches_and_cannot_stop_it(settings: Settings) -> None:
    stack = Stack.start(settings)
    attached = Stack.attach(settings)
    assert attached
    assert not attached.owned
    assert attached.describe() == stack.describe()
    attached.stop()
    stack.check()
    attached.check()
    stack.stop()


def test_the_death_of_a_part_is_noticed_by_owner_and_attached(settings: Settings) -> None:
    stack = Stack.start(settings)
    attached = Stack.attach(settings)
    assert attached
    os.kill(web_pid(stack), signal.SIGKILL)
    with pytest.raises(ProcessDied, match=r"web has ended\. Run again(?s:.*)web\.log"):
        eventually("the attached one notices", attached.check)
    with pytest.raises(ProcessDied, match="web was ended by SIGKILL"):
        eventually("the owner notices", stack.check)
    stack.stop()


def test_a_stack_with_other_settings_is_not_shared(settings: Settings) -> None:
    stack = Stack.start(settings)
    other = settings.model_copy(update={"seeded_fault": "x", "relay_port": 1})
    with pytest.raises(PortTaken, match=r"other settings \(relay_port, seeded_fault\).*pennydrop down"):
        Stack.attach(other)
    stack.stop()


def test_a_second_start_in_the_same_folder_is_refused(settings: Settings) -> None:
    stack = Stack.start(settings)
    with pytest.raises(PortTaken, match=f"already runs .*pid {os.getpid()}"):
        Stack.start(settings)
    stack.check()
    stack.stop()


def test_a_second_clone_on_the_same_port_is_refused(settings: Settings, make_settings: MakeSettings) -> None:
    stack = Stack.start(settings)
    clone = make_settings(state_dir=settings.state_dir.with_name("clone"), site_port=settings.site_port)
    with pytest.raises(PortTaken, match=f"port {settings.site_port} is held by pid {web_pid(stack)}"):
        Stack.start(clone)
    stack.check()
    stack.stop()


def test_a_part_that_fails_takes_the_others_down(settings: Settings, parts: list[type[Part]]) -> None:
    parts.append(Broken)
    with pytest.raises(ProcessDied, match="the database is not there"):
        Stack.start(settings)
    with pytest.raises(AssertionError, match="Connection refused"):
        http_answers(settings.site)()
    assert Stack.attach(settings) is None


def test_the_stack_of_a_killed_owner_is_started_anew(settings: Settings) -> None:
    stack = Stack.start(settings)
    stack.stop()
    (settings.state_dir / "stack.json").write_text(
        json.dumps(
            {
                "owner": {"pid": 1, "started": 0},
                "reaper": {"pid": 1, "started": 0},
                "salt": "",
                "settings": {},
                "parts": [],
            }
        )
    )
    assert Stack.attach(settings) is None
    again = Stack.start(settings)
    again.check()
    again.stop()


def test_a_folder_that_cannot_be_written_is_told_before_anything_starts(make_settings: MakeSettings) -> None:
    settings = make_settings()
    settings.state_dir.mkdir()
    (settings.state_dir / "file").touch()
    unwritable = settings.model_copy(update={"artifacts_dir": settings.state_dir / "file" / "artifacts"})
    with pytest.raises(ArtifactsUnwritable, match=r"cannot be written .*PENNYDROP_ARTIFACTS_DIR"):
        Stack.start(unwritable)
