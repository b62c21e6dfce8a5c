"""The option ``--storm``, and what it chooses."""

from __future__ import annotations

import importlib
from collections.abc import Iterable

import pytest

from pennydrop.storm.catalogue import ALL, AmbiguousName, Catalogue, UnknownDisturbance, own_disturbances
from pennydrop.storm.disturbance import Disturbance

OPTION = "--storm"
PARTS = ("combinations", "schedule", "running", "account")
CHOSEN = pytest.StashKey[tuple[type[Disturbance], ...]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Know the option."""
    parser.getgroup("pennydrop").addoption(
        OPTION,
        nargs="?",
        const=ALL,
        metavar="NAMES",
        help="run each scenario tagged @purchase or @refund undisturbed, and again under each disturbance, or under"
        " those of a list such as --storm=reorder,lost-answer",
    )


def without_value(args: list[str]) -> None:
    """Let a bare ``--storm`` mean all: what follows it on the command line is a path, not a name."""
    args[:] = [f"{OPTION}={ALL}" if argument == OPTION else argument for argument in args]


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Load what a storm needs, once everybody else's plugins are there: it has the last word on what is collected."""
    names: str | None = config.getoption(OPTION)
    if names is None:
        return
    try:
        config.stash[CHOSEN] = catalogue_of(config).chosen(names)
    except (UnknownDisturbance, AmbiguousName) as problem:
        raise pytest.UsageError(f"{OPTION}: {problem}") from None
    for part in PARTS:
        module = importlib.import_module(f"{__package__}.{part}")
        config.pluginmanager.register(module, f"pennydrop-storm-{part}")


def kinds_of(config: pytest.Config) -> tuple[type[Disturbance], ...]:
    """What each scenario runs under, beginning with nothing."""
    return Disturbance, *config.stash[CHOSEN]


def catalogue_of(config: pytest.Config) -> Catalogue:
    """The library's disturbances and those that the suite adds with ``pytest_pennydrop_disturbances``."""
    added: Iterable[Iterable[type[Disturbance]]] = config.hook.pytest_pennydrop_disturbances()
    return Catalogue([*own_disturbances(), *(disturbance for some in added for disturbance in some)])
