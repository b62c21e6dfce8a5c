"""``pennydrop golive``: the checklist for switching a site to live payments, executed."""

from __future__ import annotations

import sys
import traceback as tracebacks
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from cyclopts import App

from pennydrop.cli.console import complain, print_json, print_table, progress_bar, show
from pennydrop.cli.golive_options import STDOUT, Profile, Several, Switch, Target, load_catalogue, settings_for
from pennydrop.cli.golive_pay import pay
from pennydrop.cli.golive_sign import sign, unsign
from pennydrop.errors import ArtifactsUnwritable
from pennydrop.settings import Settings

if TYPE_CHECKING:
    from pennydrop.golive.check import Check
    from pennydrop.golive.report.model import Report

NO_GO, INTERRUPTED = 1, 130

golive = App(name="golive", help="Prove, item by item, that a site may be switched to live payments.")
for command in (sign, unsign, pay):
    golive.command(command)


@golive.default
def examine(
    *,
    only: Several = (),
    write: Switch = False,
    profile: Profile | None = None,
    json: Target = None,
    markdown: Target = None,
    html: Target = None,
    junit: Target = None,
    traceback: Switch = False,
) -> int:
    """Go through the checklist, print it with its boxes ticked, and say go or no-go.

    Ends with 0 on a go and with 1 on a no-go. Nothing is changed anywhere unless --write is given.

    Parameters
    ----------
    only
        Run only this check, or this section by number or short name; may be given several times.
    write
        Allow the checks that do more than look: they send harmless events to the site, and make a backup.
    profile
        Use this profile instead of the one in the settings.
    json
        Write the report as JSON into this file. In this and the next three, - prints it in place of the list.
    markdown
        Write the report as Markdown into this file.
    html
        Write the report as one self-contained page into this file.
    junit
        Write the report as JUnit XML into this file.
    traceback
        Print where a check broke that is itself at fault.
    """
    catalogue = load_catalogue()
    checks = catalogue.choose(only)
    settings = settings_for(profile)
    report = _report(settings, checks, [check.id for check in catalogue.CHECKS], write, bool(only), traceback)
    _tell(report, {"json": json, "markdown": markdown, "html": html, "junit": junit})
    if report.interrupted:
        return INTERRUPTED
    return 0 if report.clear else NO_GO


@golive.command(name="list")
def list_checks(*, json: Switch = False) -> None:
    """Print every check: its id, section and sentence. Those marked "writes" run with --write only.

    Parameters
    ----------
    json
        Print the same as JSON.
    """
    catalogue = load_catalogue()
    rows = [(check.id, catalogue.short(check.section), check.says, check.writes) for check in catalogue.CHECKS]
    if json:
        print_json([dict(zip(("id", "section", "says", "writes"), row, strict=True)) for row in rows])
        return
    print_table([(id, section, "writes" if writes else "", says) for id, section, says, writes in rows])


def _report(
    settings: Settings, checks: tuple[Check, ...], known: list[str], write: bool, selected: bool, traceback: bool
) -> Report:
    from pennydrop.golive.examination import Examination
    from pennydrop.golive.runner import examine as run_all

    with progress_bar() as progress:
        task = progress.add_task("", total=len(checks))

        class Watching:
            """Moves the bar along, and prints tracebacks for whoever wants them."""

            def begins(self, check: Check) -> None:
                progress.update(task, completed=checks.index(check), description=check.id)

            def crashed(self, check: Check, error: Exception) -> None:
                if traceback:
                    complain(settings.redact("".join(tracebacks.format_exception(error))))

        examination = Examination(settings, writing=write)
        return run_all(examination, checks, known=known, selected=selected, observer=Watching())


def _tell(report: Report, targets: dict[str, Path | None]) -> None:
    """Print the list, or what was wanted on stdout in its place; then write the files."""
    from pennydrop.golive.report.terminal import draw

    if STDOUT not in targets.values():
        show(*draw(report))
    for form, path in targets.items():
        if path == STDOUT:
            sys.stdout.write(_forms()[form](report))
        elif path:
            _write(path, form, _forms()[form](report))


def _write(path: Path, form: str, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ArtifactsUnwritable(f"--{form} {path} cannot be written: {error.strerror}") from None


def _forms() -> dict[str, Callable[[Report], str]]:
    from pennydrop.golive.report.data import as_json
    from pennydrop.golive.report.junit import as_junit
    from pennydrop.golive.report.markdown import as_markdown
    from pennydrop.golive.report.page import as_page

    return {"json": as_json, "markdown": as_markdown, "html": as_page, "junit": as_junit}
