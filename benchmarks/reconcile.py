"""Reconciliation: a million payments against a million records, with every kind of discrepancy planted among them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import psutil
from sqlalchemy.engine import make_url

from benchmarks.timing import Bar, Measurement, Sample, Unit
from pennydrop.errors import PennydropError
from tests.reconcile.books import write
from tests.reconcile.faults import PLANTED, Planted, expected, quiet
from tests.reconcile.world import PERIOD, Shop

OWN_SECONDS_BAR = 60.0
MEMORY_BAR = 500.0  # MB
EACH = 5  # of every kind
SPREAD = 5987  # sales between two planted faults, for a million of them
WATCHED = 0.05  # seconds between two looks at the memory


class Run(NamedTuple):
    """One command: what it printed, the most memory it ever had (MB), its seconds by the clock and of a core."""

    told: dict[str, Any]
    memory: float
    seconds: float
    cpu: float


def planted(size: int, now: datetime) -> dict[int, Planted]:
    """Every kind several times, scattered over the period."""
    shop = Shop(size, now=now)
    step = max(1, SPREAD * size // 1_000_000)
    places = islice(quiet(shop), step, None, step)
    return dict(zip(places, PLANTED * EACH, strict=False))


def shop_of(size: int, now: datetime) -> Shop:
    """What server and ledger both are made of, each in a process of its own."""
    return Shop(size, {number: it.plant for number, it in planted(size, now).items()}, now)


def measure(size: int) -> Measurement:
    """One run of the real command; Stripe's side is a server in a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = f"sqlite:///{folder / 'books.sqlite3'}"
        now = datetime.now(UTC).replace(microsecond=0)
        write(shop_of(size, now), make_url(database))
        with _serving(size, now) as address:
            run = _run(folder, database, address, now)
    return _measured(size, now, run)


def _measured(size: int, now: datetime, run: Run) -> Measurement:
    work = run.told["work"]
    found = Counter((each["kind"], each["id"]) for each in run.told["findings"])
    wanted = Counter(expected(it, number, size) for number, it in planted(size, now).items())
    missed, extra = wanted - found, found - wanted
    own = Sample.of("our own seconds", [work["own_seconds"]])
    return Measurement(
        f"Reconcile: {run.told['figures']['payments_compared']:,} payments against"
        f" {run.told['figures']['records']:,} records and {run.told['figures']['goods']:,} goods",
        (own, Sample.of("Stripe's seconds (a server on this machine)", [work["stripe_seconds"]])),
        (
            Bar("beside the API's own time", own.median, OWN_SECONDS_BAR, unit=Unit.SECONDS),
            Bar("most memory", run.memory, MEMORY_BAR, unit=Unit.MEGABYTES),
            Bar("planted discrepancies not found", missed.total(), 0, unit=Unit.FINDINGS),
            Bar("findings that nobody planted", extra.total(), 0, unit=Unit.FINDINGS),
        ),
        (
            f"{wanted.total()} planted of {len({kind for kind, _ in wanted})} kinds, {found.total()} found",
            f"{work['requests']:,} requests; the command took {run.seconds:.1f} s, {run.cpu:.1f} s of a core",
            *(f"missed: {kind} {id}" for kind, id in islice(missed, 10)),
            *(f"extra: {kind} {id}" for kind, id in islice(extra, 10)),
        ),
    )


@contextmanager
def _serving(size: int, now: datetime) -> Iterator[str]:
    server = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.reconcile", str(size), now.isoformat()],
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
    )
    assert server.stdout
    try:
        yield server.stdout.readline().strip()
    finally:
        server.communicate("\n")


def _run(folder: Path, database: str, address: str, now: datetime) -> Run:
    environment = {
        **os.environ,
        "PENNYDROP_STATE_DIR": str(folder / "state"),
        "PENNYDROP_DATABASE_URL": database,
        "PENNYDROP_STRIPE_API_BASE": address,
        "PENNYDROP_GOLIVE__CHART": "tests.reconcile.chart:CHART",
    }
    # The newest sales have no record yet; making the ledger may take a while.
    period = ["--since", (now - PERIOD).isoformat(), "--grace", "2h"]
    command = [sys.executable, "-m", "pennydrop.cli", "reconcile", *period, "--json", str(folder / "found.json")]
    begun = time.monotonic()
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        watched, most, cpu = psutil.Process(process.pid), 0, 0.0
        while process.poll() is None:
            try:
                most = max(most, watched.memory_info().rss)
                times = watched.cpu_times()
                cpu = times.user + times.system
            except psutil.Error:
                break
            try:
                process.wait(WATCHED)
            except subprocess.TimeoutExpired:
                continue
        process.wait()
    if not (folder / "found.json").exists():
        raise PennydropError(f"reconcile ended with {process.returncode}: {(folder / 'log').read_text()}")
    return Run(json.loads((folder / "found.json").read_text()), most / 1e6, time.monotonic() - begun, cpu)


def serve(size: int, now: datetime) -> None:
    """Stripe's side of the shop, until a line comes in."""
    from tests.reconcile.api import Stripe, serving

    with serving(Stripe(shop_of(size, now))) as stripe:
        print(stripe.url, flush=True)
        sys.stdin.readline()


if __name__ == "__main__":
    serve(int(sys.argv[1]), datetime.fromisoformat(sys.argv[2]))
