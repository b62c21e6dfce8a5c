"""The disturbances of a storm, from the classes."""

from __future__ import annotations

import re
from itertools import chain, groupby

from pennydrop.storm.catalogue import Catalogue, own_disturbances
from pennydrop.storm.disturbance import Disturbance
from scripts.reference.table import markdown_table

MANY = 5
_NUMBER = re.compile(r"\d+$")


def render() -> str:
    """One row a disturbance; many that differ in a number only share one."""
    known = sorted(Catalogue(own_disturbances()).all, key=_family)
    families = (list(family) for _, family in groupby(known, key=_family))
    groups = chain.from_iterable([it] if len(it) >= MANY else [[one] for one in it] for it in families)
    return markdown_table(("name", "what happens", "concerns", "needs", "different by design"), map(_row, groups))


def _family(disturbance: type[Disturbance]) -> tuple[str, str]:
    return disturbance.__module__, _NUMBER.sub("", disturbance.name)


def _row(group: list[type[Disturbance]]) -> tuple[str, ...]:
    first, last = group[0], group[-1]
    names = f"`{first.name}` to `{last.name}` ({len(group)})" if len(group) > 1 else f"`{first.name}`"
    tags = " ".join(f"`@{tag}`" for tag in sorted(first.tags))
    return names, first.story, tags, _needs(group), first.outcome.means if first.outcome else ""


def _needs(group: list[type[Disturbance]]) -> str:
    """How many messages about one payment."""
    counts = " or ".join(str(count) for count in sorted({it.needs_events for it in group}) if count)
    return f"{counts} message{'s' if counts != '1' else ''}" if counts else ""
