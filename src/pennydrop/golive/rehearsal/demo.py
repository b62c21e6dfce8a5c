"""``make golive-demo``: a red run of ``pennydrop golive``, what is wrong mended one by one, and a green run."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from pennydrop.errors import PennydropError
from pennydrop.golive.catalogue import CHECKS
from pennydrop.golive.check import Verdict
from pennydrop.golive.examination import Examination
from pennydrop.golive.rehearsal.faults import FAULTS, Fault
from pennydrop.golive.rehearsal.world import World, rehearsing
from pennydrop.golive.signing import sign
from pennydrop.settings import PREFIX
from pennydrop.stack.ports import free_port

PLANTED = (
    "payouts-disabled",
    "missing-event",
    "wrong-webhook-secret",
    "no-hsts",
    "debug-on",
    "key-in-a-page",
    "key-in-history",
    "no-spf",
    "old-webhook-secret",
    "key-in-the-log",
    "dead-backup",
)
GO, NO_GO = 0, 1
SIGNER, NOTE = "Rehearsal", "nobody has looked: this is the rehearsal, where nothing is real"


def main() -> int:
    """Show both runs; 0 when the first was a no-go and the second a go."""
    _say("# A production-like world on this machine: live account, site behind TLS, DNS, mail, git, backups")
    with tempfile.TemporaryDirectory(prefix="pennydrop-golive-") as folder, rehearsing(Path(folder)) as world:
        smoke = _begin_smoke_run(world)
        try:
            with ExitStack() as planted:
                mends = [(FAULTS[id], _plant(planted, world, FAULTS[id])) for id in PLANTED]
                red = _examine(world, f"The first look, with {len(PLANTED)} things wrong and no smoke run yet")
                _mend(mends)
            _await_smoke_run(smoke)
        finally:
            smoke.terminate()
            smoke.wait()
        _sign_off(world)
        green = _examine(world, "The second look")
    if (red, green) == (NO_GO, GO):
        _say("Red, mended, green: done. Nothing is left running.")
        return 0
    _say(f"Expected exit codes {NO_GO} and {GO}, got {red} and {green}: the reports above say why.")
    return 1


def _plant(planted: ExitStack, world: World, fault: Fault) -> ExitStack:
    """Plant a fault; closing what comes back mends it."""
    one = planted.enter_context(ExitStack())
    one.enter_context(fault.planted(world))
    _say(f"  planted  {fault.id}: {fault.says}")
    return one


def _mend(mends: list[tuple[Fault, ExitStack]]) -> None:
    _say("\n# What the report asks for, done")
    for fault, mend in reversed(mends):
        mend.close()
        _say(f"  mended   {fault.id}")


def _sign_off(world: World) -> None:
    """Sign what only people can say, with a note that nobody could mistake for the truth."""
    _say("\n# What no program can see, signed off (pennydrop golive sign ID --by NAME --note ...)")
    examination = Examination(world.settings, writing=True)
    for check in CHECKS:
        if examination.answer(check).verdict is Verdict.MANUAL:
            sign(examination, check, by=SIGNER, note=NOTE)
            _say(f"  signed   {check.id}")


def _examine(world: World, heading: str) -> int:
    """``pennydrop golive`` as a command of its own, with the world's settings in its environment."""
    _say(f"\n# {heading}: pennydrop golive --profile live --write\n")
    program = str(Path(sys.executable).with_name("pennydrop"))
    command = [program, "golive", "--profile", "live", "--write"]
    return subprocess.run(command, env=_own_environment() | world.environment(), check=False).returncode


def _begin_smoke_run(world: World) -> subprocess.Popen[bytes]:
    """The suite's smoke run on the local profile, whose report the second look reads; it works meanwhile."""
    _say("# The smoke run in test mode (pytest features -m smoke) begins beside it\n")
    world.smoke_report.unlink()  # until it has ended there is none
    ports = {f"{name}_PORT": str(free_port()) for name in ("SITE", "EMULATOR", "RELAY", "MAILBOX", "SMTP")}
    own = {PREFIX + name: value for name, value in {**ports, "STATE_DIR": str(world.folder / "smoke")}.items()}
    options = ["-m", "smoke", "-q", "-n", "0", "-p", "no:cacheprovider", f"--junitxml={world.smoke_report}"]
    command = [sys.executable, "-m", "pytest", "features", *options]
    with (world.folder / "smoke.log").open("wb") as log:
        return subprocess.Popen(command, env=_own_environment() | own, stdout=log, stderr=log)


def _own_environment() -> dict[str, str]:
    """This process's environment without settings of somebody's own site."""
    return {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}


def _await_smoke_run(smoke: subprocess.Popen[bytes]) -> None:
    _say("\n# Waiting for the smoke run")
    if code := smoke.wait():
        raise PennydropError(f"the smoke run ended with exit code {code}; run it by itself: make e2e ARGS='-m smoke'")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
