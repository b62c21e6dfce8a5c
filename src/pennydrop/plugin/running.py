"""Brings the stack up when there is a scenario to run, watches it, and ends it with pytest however pytest ends."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING, NoReturn

import pytest

from pennydrop.errors import PennydropError
from pennydrop.plugin.header import header
from pennydrop.plugin.ids import is_scenario
from pennydrop.plugin.run import RUN, WORKER_INPUT, Run, run_of
from pennydrop.plugin.scenario import ScenarioItem

if TYPE_CHECKING:
    from xdist.workermanage import WorkerController


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Note what this process knows of the run, and make sure that what it starts ends with it."""
    run = config.stash[RUN] = Run(config)
    config.add_cleanup(run.stop)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: WorkerController) -> None:
    """Tell a pytest-xdist worker which run it belongs to."""
    node.workerinput[WORKER_INPUT] = run_of(node.config).id


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> Generator[None, object, object]:
    """Bring the stack up for the scenarios of a run without pytest-xdist."""
    runs = not session.config.option.collectonly and not run_of(session.config).is_worker
    if runs and not _collection_failed(session) and any(isinstance(item, ScenarioItem) for item in session.items):
        bring_up(session.config)
    return (yield)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_node_collection_finished(node: WorkerController, ids: Sequence[str]) -> None:
    """Bring the stack up in the controller, once a worker knows that there are scenarios; none has been handed out.

    pytest-xdist would run what could be collected; a feature with an undefined step ends the run, as it does without.
    """
    if not any(map(is_scenario, ids)):
        return
    session = node.config.pluginmanager.get_plugin("session")
    if _collection_failed(session):
        raise session.Interrupted("errors during collection")
    bring_up(node.config)


def _collection_failed(session: pytest.Session) -> bool:
    return bool(session.testsfailed) and not session.config.option.continue_on_collection_errors


def bring_up(config: pytest.Config) -> None:
    """Start or adopt the stack and say what runs. Ends pytest with the exit code of what fails."""
    run = run_of(config)
    if run.has_stack:
        return
    try:
        lines = header(run, config)
    except PennydropError as error:
        end_with(error, config)
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter and config.option.verbose >= 0:
        reporter.ensure_newline()
        for line in lines:
            reporter.write_line(line)


def end_with(error: PennydropError, config: pytest.Config) -> NoReturn:
    """The error's first line is the reason of the exit; what follows it, the end of a log, is shown before."""
    message = f"{type(error).__name__}: {error}"
    first, *rest = message.splitlines()
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter and rest:
        reporter.ensure_newline()
        reporter.write_line(message, red=True)
    pytest.exit(first, returncode=error.exit_code)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Do not begin a scenario on a dead stack."""
    if isinstance(item, ScenarioItem):
        run_of(item.config).check()


@pytest.hookimpl(tryfirst=True)
def pytest_bdd_before_step(request: pytest.FixtureRequest) -> None:
    """Do not begin a step on a dead stack either: it would wait for its deadline, and find the wrong culprit."""
    if isinstance(request.node, ScenarioItem):
        run_of(request.config).check()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    """Notice a part that died in the last scenario, too; once it is known, it is not said again."""
    yield
    if isinstance(item, ScenarioItem) and not item.session.shouldstop:
        run_of(item.config).check()
