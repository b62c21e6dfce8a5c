"""The reference site restarted under load: new workers, and nobody is refused."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import psutil

from pennydrop.stack.launcher import Launcher
from pennydrop.stack.parts.site import ReferenceSite
from pennydrop.stack.probes import get
from pennydrop.stack.site_process import SiteProcess
from tests.stack.conftest import MakeSettings


def test_a_restart_brings_new_workers_and_refuses_nobody(make_settings: MakeSettings, launcher: Launcher) -> None:
    settings = make_settings()
    site = ReferenceSite(settings, launcher)
    site.start()
    pid = site.process.pid
    assert pid
    before = {worker.pid for worker in psutil.Process(pid).children()}
    over = Event()

    def visit() -> list[int]:
        seen = []
        while not over.is_set():
            seen.append(get(f"{settings.site}/healthz").status_code)
        return seen

    with ThreadPoolExecutor(max_workers=2) as pool:
        visitors = [pool.submit(visit) for _ in range(2)]
        try:
            SiteProcess(pid, settings).restart()
        finally:
            over.set()
        seen = [status for visitor in visitors for status in visitor.result()]
    after = {worker.pid for worker in psutil.Process(pid).children()}
    site.stop()

    assert before
    assert after
    assert not before & after
    assert set(seen) == {200}
