"""8. Database backup: one is made, restored and compared now, and the regular ones are looked at."""

from __future__ import annotations

from datetime import timedelta

from pennydrop.golive.backup.drill import Done, Drill, drill
from pennydrop.golive.backup.regular import Backup, finished, regular_backups
from pennydrop.golive.check import Answer, Section, by_hand, check, failed, not_applicable, passed, waiting, warned
from pennydrop.golive.examination import Examination

LISTED = 12  # tables that a message names
SHRUNKEN = 0.5  # of the former one's size
AHEAD = timedelta(minutes=5)  # a clock may be wrong by that much


@check("backup-made", Section.BACKUP, "A full backup of the database can be made.", writes=True)
def made(examination: Examination) -> Answer:
    report = _drill(examination)
    if isinstance(report, Answer):
        return report
    if report.made is None:
        raise _trouble(report)
    swept = f"; removed what an earlier drill left behind: {', '.join(report.swept)}" if report.swept else ""
    return passed(f"{_done(report.made)}, {_size(report.made.size)}{swept}")


@check("backup-restored", Section.BACKUP, "That backup can be restored into an empty database.", writes=True)
def restored(examination: Examination) -> Answer:
    report = _drill(examination)
    if isinstance(report, Answer):
        return report
    if report.made is None:
        return waiting("nothing to restore: no backup could be made", on="backup-made")
    if report.restored is None:
        raise _trouble(report)
    # A scratch database that could not be removed is the trouble that backup-complete tells of.
    removed = "" if report.trouble else "; the scratch database was removed"
    return passed(f"{_done(report.restored)}{removed}")


@check(
    "backup-complete",
    Section.BACKUP,
    "What was restored has every table, and every row of the tables of money, unchanged.",
    writes=True,
)
def complete(examination: Examination) -> Answer:
    report = _drill(examination)
    if isinstance(report, Answer):
        return report
    if report.restored is None:
        return waiting("nothing to compare: nothing was restored", on="backup-restored")
    if report.comparisons is None:
        raise _trouble(report)
    wrong = [str(one) for one in report.comparisons if not one.same]
    if report.lost_tables:
        wrong.insert(0, f"{len(report.lost_tables)} tables were not restored: {', '.join(report.lost_tables)}")
    if wrong:
        return failed(
            "; ".join(wrong),
            mend="have the backup take all tables of exactly the site's database, and the restore end with an error"
            " where it leaves something out",
        )
    if report.trouble:
        raise report.trouble
    rows = sum(one.source.rows for one in report.comparisons)
    return passed(f"{rows} rows in {len(report.comparisons)} tables are equal: {_listed(report)}")


@check("backup-regular", Section.BACKUP, "A regular backup is made, lately and not empty.")
def regular(examination: Examination) -> Answer:
    pattern, limit = examination.golive.backups, examination.golive.backup_max_age
    if not pattern:
        return not_applicable("nothing says where regular backups are: set PENNYDROP_GOLIVE__BACKUPS to their pattern")
    try:
        backups = finished(regular_backups(pattern), examination.now)
    except OSError as trouble:
        return failed(
            f"{trouble.filename} cannot be looked at ({trouble.strerror})",
            mend="let the user who runs this read the folder of the backups",
        )
    if not backups:
        return failed(
            f"nothing matches {pattern}",
            mend="have a backup made every day, or correct PENNYDROP_GOLIVE__BACKUPS",
        )
    newest = backups[0]
    age = newest.age(examination.now)
    told = f"{newest.path}, {_size(newest.size)}, {_hours(age)} old"
    if not newest.size:
        return failed(f"the newest is empty: {told}", mend="run the backup by hand and see what it says")
    if age < -AHEAD:
        return failed(
            f"the newest is dated in the future: {newest.path}, {newest.made:%Y-%m-%d %H:%M} UTC",
            mend="set the clock of the machine that makes the backups",
        )
    if age > timedelta(hours=limit):
        return failed(
            f"the newest is too old: {told}, allowed are {limit:g} hours",
            mend="see why the regular backup does not run any more (cron, systemd timer), and start it",
        )
    if former := _shrunken(backups):
        return warned(
            f"the newest has shrunken: {told}; the one before, {former.path}, has {_size(former.size)}",
            mend="restore it somewhere and see what is missing, unless much was deleted on purpose",
        )
    return passed(f"{told}; {len(backups)} in all")


def _drill(examination: Examination) -> Drill | Answer:
    if not examination.settings.has_database:
        return by_hand(
            "no database to back up is named",
            mend="set PENNYDROP_DATABASE_URL to the site's database, or make a backup, restore it elsewhere, compare",
        )
    report = examination.once(drill)
    if report is None:
        kind = examination.settings.database.get_backend_name()
        return by_hand(
            f"a backup of {kind} is made and restored with tools of its own, which this does not know",
            mend="make a backup, restore it into an empty database, and compare the tables of money",
        )
    return report


def _trouble(report: Drill) -> Exception:
    return report.trouble or RuntimeError("the drill ended without saying why")


def _shrunken(backups: list[Backup]) -> Backup | None:
    """The one before the newest, if that has only a fraction of its size."""
    newest, *former = backups
    return former[0] if former and newest.size < SHRUNKEN * former[0].size else None


def _done(done: Done) -> str:
    return f"by {done.how}, in {done.seconds:.1f} s"


def _listed(report: Drill) -> str:
    """The tables that have rows, the fullest first; a database may have a hundred."""
    full = sorted((one for one in report.comparisons or [] if one.source.rows), key=lambda one: -one.source.rows)
    shown = ", ".join(map(str, full[:LISTED]))
    more = f", and {len(full) - LISTED} more" if len(full) > LISTED else ""
    empty = len(report.comparisons or []) - len(full)
    why = " (there is no money in them yet, so every table was compared)" if report.every_table else ""
    return f"{shown}{more}{'; ' if shown else ''}{empty} without rows{why}"


def _size(size: int) -> str:
    for unit, bytes_ in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= bytes_:
            return f"{size / bytes_:.1f} {unit}"
    return f"{size} bytes"


def _hours(age: timedelta) -> str:
    return f"{age.total_seconds() / 3600:.1f} hours"


CHECKS = (made, restored, complete, regular)
