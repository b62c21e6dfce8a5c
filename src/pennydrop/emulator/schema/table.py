"""The table of one API version: which routes exist, what they take, what they answer."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TABLES = Path(__file__).parent / "tables"
_VERSION = re.compile(r"^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$")


@dataclass(frozen=True)
class Route:
    """A call. ``path`` is the template, ``params`` a type name, ``answer`` a type in the tables' language."""

    method: str
    path: str
    params: str | None
    answer: Any

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


class Table:
    """Routes and types of one version."""

    def __init__(self, raw: dict[str, Any], absent: dict[str, list[str]]) -> None:
        self.version: str = raw["version"]
        self.types: dict[str, dict[str, Any]] = raw["types"]
        self.absent = absent
        self._routes: dict[tuple[str, int], list[Route]] = {}
        for row in raw["routes"]:
            route = Route(*row)
            self._routes.setdefault((route.method, route.path.count("/")), []).append(route)
        for routes in self._routes.values():
            # /v1/customers/search must win over /v1/customers/{customer}
            routes.sort(key=lambda route: route.path.count("{"))

    def match(self, method: str, path: str) -> tuple[Route, dict[str, str]] | None:
        """The route of a request and the ids in its path; None when Stripe has no such route."""
        parts = path.split("/")
        for route in self._routes.get((method, path.count("/")), ()):
            ids = _ids(route.path.split("/"), parts)
            if ids is not None:
                return route, ids
        return None

    def type_of(self, kind: str) -> str | None:
        """The type of an object by what its ``object`` key says (``checkout.session`` -> ``checkout.Session``)."""
        return _types_by_object(self).get(kind)


def _ids(template: list[str], parts: list[str]) -> dict[str, str] | None:
    ids: dict[str, str] = {}
    for expected, given in zip(template, parts, strict=True):
        if expected.startswith("{"):
            if not given:
                return None
            ids[expected[1:-1]] = given
        elif expected != given:
            return None
    return ids


@cache
def _types_by_object(table: Table) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, described in table.types.items():
        kind = described["fields"].get("object")
        if isinstance(kind, dict) and len(kind.get("enum", ())) == 1:
            shortest = found.get(kind["enum"][0])
            # Nested types can carry the same `object` text; the resource itself has the shortest name.
            if shortest is None or len(name) < len(shortest):
                found[kind["enum"][0]] = name
    return found


@cache
def versions() -> tuple[str, ...]:
    """The API versions there are tables for, oldest first."""
    return tuple(sorted(path.name.removesuffix(".json.gz") for path in TABLES.glob("*.json.gz")))


def is_version(text: str) -> bool:
    """Whether ``text`` is written like an API version."""
    return bool(_VERSION.match(text))


def table_for(version: str) -> Table:
    """The table of the nearest version that is not newer; the oldest one for anything older."""
    not_newer = [known for known in versions() if known[:10] <= version[:10]]
    return _load(not_newer[-1] if not_newer else versions()[0])


@cache
def _load(version: str) -> Table:
    raw = json.loads(gzip.decompress((TABLES / f"{version}.json.gz").read_bytes()))
    return Table(raw, json.loads((TABLES / "absent.json").read_text(encoding="utf-8")))
