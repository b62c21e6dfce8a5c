"""The drill: a backup is made, restored into a scratch database, compared with the site, and all of it removed."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy.engine import URL

from pennydrop import command
from pennydrop.errors import BackupFailed, PennydropError, SettingsError
from pennydrop.golive.backup.comparison import Comparison, compare
from pennydrop.golive.backup.money_tables import to_compare
from pennydrop.golive.backup.products import Product, product_of
from pennydrop.golive.backup.scratch import Stopwatch, scratch_folder, sweep_folders, tidy_when_terminated
from pennydrop.golive.backup.states import State
from pennydrop.golive.examination import Examination

BACKUP_COMMAND = "PENNYDROP_GOLIVE__BACKUP_COMMAND"
RESTORE_COMMAND = "PENNYDROP_GOLIVE__RESTORE_COMMAND"


@dataclass(frozen=True)
class Done:
    """One half of a drill: ``how`` it was done, how long it took, and how large the backup is (bytes)."""

    how: str
    seconds: float
    size: int


@dataclass
class Drill:
    """How far it came. ``trouble`` is what ended it; ``lost_tables`` are those of the site that were not restored.

    ``every_table`` is true if, for want of money in its own tables, all are compared.
    """

    swept: list[str] = field(default_factory=list)
    made: Done | None = None
    restored: Done | None = None
    lost_tables: list[str] = field(default_factory=list)
    every_table: bool = False
    comparisons: list[Comparison] | None = None
    trouble: PennydropError | None = None


def drill(examination: Examination) -> Drill | None:
    """Hold it; ``None`` where the site's database is of a kind that nothing is known about."""
    product = product_of(examination.settings)
    if product is None:
        return None
    report = Drill()
    try:
        with tidy_when_terminated():
            _hold(report, product, examination)
    except PennydropError as trouble:
        report.trouble = trouble
    return report


def _hold(report: Drill, product: Product, examination: Examination) -> None:
    settings = examination.settings
    report.swept = [*sweep_folders(), *product.sweep()]
    with ExitStack() as open_, scratch_folder() as folder:
        before = open_.enter_context(product.now())
        tables, report.every_table = to_compare(settings, before)
        _read(before, tables)
        file = folder / "backup"
        exact, report.made = _make(product, file, before, examination)
        after = before if exact else open_.enter_context(product.now())
        _read(after, tables)
        scratch = open_.enter_context(product.scratch(folder))
        report.restored = _restore(product, file, scratch, examination)
        with product.restored(scratch) as restored:
            report.lost_tables = sorted((before.tables() & after.tables()) - restored.tables())
            there = [shape for shape in map(before.shape, tables) if shape.table in restored.tables()]
            report.comparisons = [compare(shape, before, after, restored) for shape in there]


def _read(state: State, tables: Iterable[str]) -> None:
    """The rows of ``tables`` are those of now, not of the time when they are compared."""
    for table in tables:
        state.tally(state.shape(table))


def _make(product: Product, file: Path, before: State, examination: Examination) -> tuple[bool, Done]:
    golive, clock = examination.golive, Stopwatch()
    if golive.backup_command:
        _has_to_say(golive.backup_command, BACKUP_COMMAND, "file")
        _run(golive.backup_command, BACKUP_COMMAND, golive.backup_deadline, {"file": str(file)}, {})
        exact, how = False, "backup_command"
    else:
        exact, how = product.back_up(file, before), product.way
    seconds = clock()
    if not file.is_file():
        raise BackupFailed(f"{how} ended well and wrote no file: it has to write the backup to {{file}}")
    if not (size := file.stat().st_size):
        raise BackupFailed(f"{how} ended well, and its backup is empty (0 bytes): run it by hand and see what it says")
    return exact, Done(how, seconds, size)


def _restore(product: Product, file: Path, scratch: URL, examination: Examination) -> Done:
    golive, clock, size = examination.golive, Stopwatch(), file.stat().st_size
    if not golive.restore_command:
        how = product.restore(file, scratch)
        return Done(how, clock(), size)
    public = scratch._replace(password=None).set(drivername=scratch.get_backend_name())
    places = {"url": public.render_as_string(), "database": scratch.database or ""}
    _has_to_say(golive.restore_command, RESTORE_COMMAND, "file")
    # Without it, it could restore over the site's own database.
    _has_to_say(golive.restore_command, RESTORE_COMMAND, *places)
    names = {"file": str(file), **places}
    _run(golive.restore_command, RESTORE_COMMAND, golive.backup_deadline, names, product.environment(scratch))
    return Done("restore_command", clock(), size)


def _has_to_say(text: SecretStr, setting: str, *names: str) -> None:
    words = [f"{{{name}}}" for name in names]
    if not any(word in text.get_secret_value() for word in words):
        raise SettingsError(f"{setting} does not say {' or '.join(words)}: write it where the command takes that")


def _run(text: SecretStr, setting: str, deadline: float, names: dict[str, str], environment: dict[str, str]) -> None:
    command.run(text.get_secret_value(), setting=setting, deadline=deadline, names=names, environment=environment)
