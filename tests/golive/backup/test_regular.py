"""The regular backups of a site: there, whole, and not too old."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pennydrop.golive.check import Verdict
from pennydrop.golive.checks import backup
from pennydrop.golive.examination import Examination
from pennydrop.settings import load_settings

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def regular(pattern: Path | None, **golive: float) -> tuple[Verdict, str]:
    settings = load_settings(golive={"backups": str(pattern) if pattern else None, **golive})
    answer = Examination(settings, now=NOW).answer(backup.regular)
    return answer.verdict, answer.evidence


def keep(path: Path, *, hours: float, size: int) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(bytes(size))
    moment = (NOW - timedelta(hours=hours)).timestamp()
    os.utime(path, (moment, moment))
    return path


def test_regular_backups(tmp_path: Path) -> None:
    pattern = tmp_path / "backups" / "*.dump"
    assert regular(None)[0] is Verdict.NOT_APPLICABLE
    verdict, said = regular(pattern)
    assert (verdict, f"nothing matches {pattern}" in said) == (Verdict.FAIL, True)

    keep(pattern.with_name("1.dump"), hours=30, size=2_000_000)
    verdict, said = regular(pattern)
    assert (verdict, "30.0 hours old, allowed are 26 hours" in said) == (Verdict.FAIL, True)
    assert regular(pattern, backup_max_age=48)[0] is Verdict.PASS

    keep(pattern.with_name("2.dump"), hours=6, size=1_900_000)
    verdict, said = regular(pattern)
    assert (verdict, "2.dump, 1.9 MB, 6.0 hours old; 2 in all" in said) == (Verdict.PASS, True)


def test_a_regular_backup_that_is_empty_shrunken_or_of_tomorrow(tmp_path: Path) -> None:
    pattern = tmp_path / "backups" / "*.dump"
    keep(pattern.with_name("1.dump"), hours=30, size=2_000_000)
    newest = pattern.with_name("2.dump")
    keep(newest, hours=6, size=0)
    assert regular(pattern)[0] is Verdict.FAIL
    keep(newest, hours=6, size=900_000)
    verdict, said = regular(pattern)
    assert (verdict, "shrunken" in said) == (Verdict.WARN, True)
    keep(newest, hours=-6, size=2_000_000)
    verdict, said = regular(pattern)
    assert (verdict, "dated in the future" in said) == (Verdict.FAIL, True)
    keep(newest, hours=6, size=2_000_000)
    assert regular(pattern)[0] is Verdict.PASS


def test_a_regular_backup_that_is_being_made_is_not_judged_yet(tmp_path: Path) -> None:
    pattern = tmp_path / "backups" / "*.dump"
    keep(pattern.with_name("1.dump"), hours=24, size=2_000_000)
    keep(pattern.with_name("2.dump"), hours=0, size=0)
    verdict, said = regular(pattern)
    assert (verdict, "1.dump" in said) == (Verdict.PASS, True)


def test_a_regular_backup_that_is_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "backups" / "daily.d"
    folder.mkdir(parents=True)
    keep(folder / "toc.dat", hours=5, size=1_500)
    verdict, said = regular(folder.with_name("*.d"))
    assert (verdict, "daily.d, 1.5 kB, 5.0 hours old" in said) == (Verdict.PASS, True)
