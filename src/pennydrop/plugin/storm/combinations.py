"""Makes an item of each combination of a scenario and a disturbance, and keeps those of one scenario together."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from pennydrop.plugin.collector import FeatureFile
from pennydrop.plugin.storm.combination import PARAMETER, TAGS, Combination
from pennydrop.plugin.storm.option import kinds_of
from pennydrop.storm.disturbance import Disturbance


@pytest.hookimpl(trylast=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a tagged scenario a last parameter, after its example row: the disturbance it runs under."""
    tagged = any(mark.name in TAGS for mark in metafunc.definition.iter_markers())
    if tagged and isinstance(metafunc.definition.parent, FeatureFile):
        metafunc.fixturenames.append(PARAMETER)  # pytest refuses a parameter that nothing asks for by name
        kinds = kinds_of(metafunc.config)
        metafunc.parametrize(PARAMETER, kinds, ids=[kind.name for kind in kinds], indirect=True)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Generator[None, None, None]:
    """Leave out what no tag speaks of; when others have made their choice, see that each can be judged."""
    others = [item for item in items if not Combination.of(item)]
    if others:
        items[:] = [item for item in items if Combination.of(item)]
        config.hook.pytest_deselected(items=others)
    yield
    items[:] = in_order(items, config)


def in_order(items: list[pytest.Item], config: pytest.Config) -> list[pytest.Item]:
    """The combinations of a scenario one after the other, the undisturbed one first, whether it was chosen or not."""
    groups: dict[str, dict[type[Disturbance], pytest.Item]] = {}
    for item in items:
        combination = Combination.of(item)
        assert combination, f"{item.nodeid} was added after the others had been left out"  # noqa: S101
        groups.setdefault(combination.base, {})[combination.disturbance] = item
    for base, group in groups.items():
        if Disturbance not in group:
            group[Disturbance] = _undisturbed(base, next(iter(group.values())))
    order = {kind: place for place, kind in enumerate(kinds_of(config))}
    return [group[kind] for group in groups.values() for kind in sorted(group, key=order.__getitem__)]


def _undisturbed(base: str, disturbed: pytest.Item) -> pytest.Item:
    """The item that the command line, -k or --lf have passed over, collected once more."""
    feature = disturbed.parent
    assert isinstance(feature, FeatureFile)  # noqa: S101 - only these make combinations
    known = [(item, Combination.of(item)) for item in feature.collect() if isinstance(item, pytest.Item)]
    return next(item for item, it in known if it and it.undisturbed and it.base == base)
