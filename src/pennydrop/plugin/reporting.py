"""Says with a failed scenario's traceback all that is known about it, and keeps the same as ``evidence.json``."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from functools import partial

import pytest
from _pytest._code.code import ExceptionRepr

from pennydrop.errors import ArtifactsUnwritable
from pennydrop.plugin.artifacts import Artifacts
from pennydrop.plugin.failure import Failure
from pennydrop.plugin.infrastructure import Trouble, find_trouble
from pennydrop.plugin.masking import mask_report
from pennydrop.plugin.page_objects import Lost, lost_page_object
from pennydrop.plugin.recorder import EVIDENCE, PROGRESS
from pennydrop.plugin.run import run_of
from pennydrop.plugin.scenario import ScenarioItem
from pennydrop.plugin.snapshots import photograph
from pennydrop.plugin.storm.combination import options_of
from pennydrop.plugin.testimony import Section, Testimony, hear

EVIDENCE_PROPERTY = "pennydrop_evidence"
"""Name of the JUnit property that holds the path of ``evidence.json``."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add to a failed scenario's report what happened, and mask the secrets in every report."""
    report = yield
    if isinstance(item, ScenarioItem) and report.failed:
        _tell(item, call, report)
    mask_report(report, run_of(item.config).redact)
    return report


def _tell(item: ScenarioItem, call: pytest.CallInfo[None], report: pytest.TestReport) -> None:
    raised = _message(report)
    if call.when == "teardown" and Trouble.met_by(item):
        report.outcome, report.longrepr = "passed", None  # what is dead cannot be tidied up either; that was said
        return
    trouble = find_trouble(item, call)
    lost = None if trouble else _lost_page_object(item, call)
    if trouble:
        _turn_into(trouble, item, report, call)
    elif lost and isinstance(report.longrepr, ExceptionRepr) and report.longrepr.reprcrash:
        report.longrepr.reprcrash.message = str(lost)  # for the short summary and JUnit XML
    progress = item.stash[PROGRESS]
    if not progress.told:  # the tear-down may fail as well
        progress.told = True
        for section in _sections(item, report, raised, trouble, lost):
            _add(report, section)


def _turn_into(trouble: Trouble, item: pytest.Item, report: pytest.TestReport, call: pytest.CallInfo[None]) -> None:
    """Trouble says what is wrong and what to do; where in the harness it was noticed helps nobody."""
    trouble.mark(item, report)
    error = call.excinfo.value if call.excinfo else None
    if call.excinfo and not item.config.getoption("fulltrace"):
        shown = call.excinfo.getrepr(style="value", chain=False)
        if shown.reprcrash:
            shown.reprcrash.message = str(trouble)
        report.longrepr = shown
    _add(report, trouble.explained(in_full=str(error) != trouble.message))


def _lost_page_object(item: ScenarioItem, call: pytest.CallInfo[None]) -> Lost | None:
    error = call.excinfo.value if call.excinfo else None
    return lost_page_object(error, item.config.getini("pennydrop_pages"), item.config.rootpath)


def _sections(
    item: ScenarioItem, report: pytest.TestReport, raised: str, trouble: Trouble | None, lost: Lost | None
) -> Iterator[Section]:
    run = run_of(item.config)
    artifacts = run.artifacts.of_scenario(item.file, item.name)
    evidence = item.stash[EVIDENCE]
    pages = evidence.pages
    snapshots = photograph(pages, artifacts)
    failure = Failure(
        nodeid=f"{os.path.relpath(item.path, item.config.invocation_params.dir)}::{item.name}",
        options=options_of(item),
        phase=report.when or "",
        error=raised,
        trouble=trouble,
        page_object=lost.shown(pages, snapshots) if lost else None,
        scenario=item.stash[PROGRESS].scenario,
        about=evidence.correlation,
        snapshots=snapshots,
        testimonies=hear(_testimonies(item)),
    )
    yield from failure.sections()
    yield Section("Evidence", [_keep(failure.as_json(run.settings.redact), artifacts, item, report)])


def _keep(content: bytes, artifacts: Artifacts, item: pytest.Item, report: pytest.TestReport) -> str:
    """Write ``evidence.json``; its path, or the reason why it could not be written."""
    try:
        path = str(artifacts.write("evidence.json", content))
    except ArtifactsUnwritable as error:
        Trouble.of(error, run_of(item.config).redact).mark_besides(item, report)
        return f"not kept: {error}"
    for properties in (item.user_properties, report.user_properties):  # the first for the tear-down's report: JUnit
        properties.append((EVIDENCE_PROPERTY, path))
    return path


def _testimonies(item: pytest.Item) -> Iterator[Testimony]:
    evidence = item.stash[EVIDENCE]
    for witness in sorted(run_of(item.config).witnesses.values(), key=lambda witness: witness.rank):
        yield witness.title, partial(witness.tell, evidence.correlation)
    yield from evidence.contributions


def _message(report: pytest.TestReport) -> str:
    crash = getattr(report.longrepr, "reprcrash", None)
    return crash.message if crash else str(report.longrepr)


def _add(report: pytest.TestReport, section: Section) -> None:
    """To the error itself, so that it stands in JUnit XML as well; an error that is mere text takes no sections."""
    text = "\n".join(section.lines)
    if isinstance(report.longrepr, ExceptionRepr):
        report.longrepr.addsection(section.title, text)
    else:
        report.sections.append((section.title, text))
