"""The committed tables against the official SDK they came from."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
import stripe

from pennydrop.emulator.domain import HANDLERS
from pennydrop.emulator.schema.generate import TABLES, build_table
from pennydrop.emulator.schema.table import table_for, versions

NEWEST = versions()[-1]


def test_the_newest_table_is_what_the_generator_makes_of_the_sdk() -> None:
    if stripe.api_version != NEWEST:
        pytest.skip(f"the installed SDK speaks {stripe.api_version}, the newest table {NEWEST}")
    made = build_table(Path(stripe.__file__).parent, NEWEST)
    committed = json.loads(gzip.decompress((TABLES / f"{NEWEST}.json.gz").read_bytes()))
    assert made == committed


@pytest.mark.parametrize("version", versions())
def test_every_handler_answers_a_documented_route(version: str) -> None:
    table = table_for(version)
    documented = [name for name, handler in HANDLERS.items() if not handler.private]
    unknown = [name for name in documented if table.match(*name.replace("{", "").replace("}", "").split()) is None]
    assert unknown == []


def test_every_parameter_a_handler_takes_exists_at_stripe() -> None:
    mistyped = [
        f"{name}: {path}"
        for name, handler in HANDLERS.items()
        if not handler.private
        for path in handler.takes
        if not any(exists(version, name, path.partition("=")[0]) for version in versions())
    ]
    assert mistyped == []


def exists(version: str, route_name: str, path: str) -> bool:
    """Whether the call has this (nested) parameter in this version."""
    table = table_for(version)
    found = table.match(*route_name.replace("{", "").replace("}", "").split())
    kind: object = {"ref": found[0].params} if found else None
    for name in path.replace("]", "").split("["):
        options = kind["any_of"] if isinstance(kind, dict) and "any_of" in kind else [kind]
        members = [each["list"] if isinstance(each, dict) and "list" in each else each for each in options]
        reference = next((each["ref"] for each in members if isinstance(each, dict) and "ref" in each), None)
        kind = table.types[reference]["fields"].get(name) if reference else None
        if kind is None:
            return False
    return True
