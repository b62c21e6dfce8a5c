"""The pytest plugin: collects ``.feature`` files, runs the stack they need and says what happened when one fails.

It is loaded in every pytest run of the environment it is installed in, and does nothing there until a suite asks for
it with ``pennydrop_features`` in its ``pytest.ini``.
"""

from __future__ import annotations

import importlib
import importlib.util

import pytest

from pennydrop.plugin import hooks

PARTS = (
    "collector",
    "running",
    "live",
    "infrastructure",
    "not_offered",
    "recorder",
    "reporting",
    "masking",
    "junit",
    "summary",
    "fixtures",
    "disturbances",
    "browsing",
    "bookkeeping",
    "storm.option",
    "storm.fixtures",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Say which settings of ``pytest.ini`` are ours."""
    parser.addini(
        "pennydrop_features",
        "folders whose .feature files are collected as tests (unset: none, and the plugin stays out of the way)",
        type="paths",
        default=[],
    )
    parser.addini(
        "pennydrop_pages",
        "folders of page objects: a failure that comes out of one names it, its locator and the screenshot",
        type="paths",
        default=[],
    )
    parser.addini(
        "pennydrop_vocabulary",
        "modules of pennydrop.vocabulary whose steps and fixtures the suite uses, such as: checkout mail",
        type="args",
        default=[],
    )
    parser.addini(
        "pennydrop_alike",
        "pairs of phrases that resemble each other and are both needed, one pair a line: first <> second",
        type="linelist",
        default=[],
    )


def pytest_addhooks(pluginmanager: pytest.PytestPluginManager) -> None:
    """Know the hooks that suites implement, also in a run that has no use for them."""
    pluginmanager.add_hookspecs(hooks)


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config, args: list[str]) -> None:
    """Load the plugin's parts and the vocabulary, after all installed plugins and before the suite's own modules.

    The order matters: among fixtures and steps of one name the one registered last wins. So ours replace those of
    pytest-playwright, and the suite's replace ours.
    """
    if not early_config.getini("pennydrop_features"):
        return
    for part in PARTS:
        early_config.pluginmanager.register(importlib.import_module(f"{__name__}.{part}"), f"pennydrop-{part}")
    importlib.import_module(f"{__name__}.storm.option").without_value(args)
    for name in early_config.getini("pennydrop_vocabulary"):
        _load_vocabulary(early_config.pluginmanager, name)


def _load_vocabulary(plugins: pytest.PytestPluginManager, name: str) -> None:
    module = f"pennydrop.vocabulary.{name}"
    if importlib.util.find_spec(module) is None:
        raise pytest.UsageError(f"pennydrop_vocabulary names {name!r}, but there is no module {module}")
    plugins.import_plugin(module)
