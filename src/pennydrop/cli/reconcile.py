"""``pennydrop reconcile``: is the money where the ledger says it is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

from cyclopts import Parameter
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from pennydrop.cli.console import complain, say, show
from pennydrop.errors import ArtifactsUnwritable, PennydropError
from pennydrop.settings import load_settings

if TYPE_CHECKING:
    from pennydrop.reconcile.result import Reconciliation

IN_BALANCE, NOT_IN_BALANCE, COULD_NOT_LOOK = 0, 1, 2
NEEDED = ("duckdb", "orjson")
READING = {
    "record": "payment records of the ledger",
    "item": "goods of the ledger",
    "session": "Checkout Sessions",
    "charge": "charges",
    "refund": "refunds",
    "dispute": "disputes",
    "payout": "payouts",
    "known": "payments asked for one by one",
    "kind": "kinds of discrepancy looked for",
}


def reconcile(
    *,
    since: str = "7d",
    until: str | None = None,
    grace: str = "15m",
    csv: Path | None = None,
    json: Annotated[Path | None, Parameter(allow_leading_hyphen=True)] = None,
    html: Path | None = None,
    fresh: bool = False,
) -> int:
    """Compare Stripe's payments, refunds, disputes and payouts with the ledger. It changes nothing on either side.

    Ends with 0 in balance, with 1 if anything does not agree, and with 2 if it could not look.

    Parameters
    ----------
    since
        Payments made since then: 7d, 12h, 90m, 2026-11-01 or 2026-11-01T12:00 (UTC).
    until
        ... and before then; now, if it is not given.
    grace
        What has changed this lately is not judged: Stripe's message may be on its way.
    csv
        Write every finding to this file.
    json
        Write everything as JSON to this file; - prints it instead of the report.
    html
        Write the report as one page for a browser.
    fresh
        Begin anew instead of going on where an interrupted run was.
    """
    try:
        return _reconcile(since, until, grace, csv, json, html, fresh)
    except PennydropError as error:
        complain(str(error))
        return COULD_NOT_LOOK


def _reconcile(
    since: str, until: str | None, grace: str, csv: Path | None, json: Path | None, html: Path | None, fresh: bool
) -> int:
    _require()
    from pennydrop.reconcile.question import asked, key_of, moment
    from pennydrop.reconcile.report.files import write_csv, write_json
    from pennydrop.reconcile.report.page import write_html
    from pennydrop.reconcile.report.terminal import drawn
    from pennydrop.reconcile.run import reconciled
    from pennydrop.reconcile.spool import Spool

    settings, now = load_settings(), datetime.now(UTC)
    question = asked(since, until, now - moment(grace, now), now)
    folder = settings.state_dir / "reconcile" / key_of(settings, since, until, question.grace)
    writers: list[tuple[Path | None, Callable[[Reconciliation, TextIO], None]]] = [
        (csv, write_csv),
        (html, write_html),
        (None if json == Path("-") else json, write_json),
    ]
    with Spool.open(folder, question, fresh=fresh) as spool, ExitStack() as kept:
        with _progress() as told:
            found = kept.enter_context(reconciled(settings, spool, told))
        for path, write in writers:
            if path:
                _save(found, path, write)
        if json == Path("-"):
            write_json(found, sys.stdout)
        else:
            for part in drawn(found):
                say(part) if isinstance(part, Text) else show(part)
        return IN_BALANCE if found.balanced else NOT_IN_BALANCE


def _save(found: Reconciliation, path: Path, write: Callable[[Reconciliation, TextIO], None]) -> None:
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            write(found, file)
    except OSError as error:
        raise ArtifactsUnwritable(f"cannot write {path} ({error.strerror}): name another file") from error


def _require() -> None:
    if missing := [name for name in NEEDED if not find_spec(name)]:
        raise PennydropError(f"this needs {' and '.join(missing)}: pip install 'pennydrop[golive]'")


@contextmanager
def _progress() -> Iterator[Callable[[str, int], None]]:
    """One line for each list, on a terminal only; ended before anything is printed."""
    if not sys.stderr.isatty():
        yield lambda name, count: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed:,}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, int] = {}

        def told(name: str, count: int) -> None:
            if name not in tasks:
                tasks[name] = bar.add_task(READING[name], total=None)
            bar.update(tasks[name], completed=count)  # type: ignore[arg-type]

        yield told
