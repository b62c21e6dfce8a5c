"""Writes the table of one API version from an SDK package, and the list of optional keys Stripe leaves out.

``python -m pennydrop.emulator.schema.generate PATH_TO_STRIPE_PACKAGE API_VERSION [FIXTURES_JSON]``, where the fixtures
are ``fixtures3.json`` of github.com/stripe/openapi; give them with the newest version only. Development only.
"""

from __future__ import annotations

import ast
import gzip
import json
import sys
from pathlib import Path
from typing import Any

from pennydrop.emulator.schema.absent import absent_keys
from pennydrop.emulator.schema.sdk_routes import routes
from pennydrop.emulator.schema.sdk_source import SdkSource, Symbol
from pennydrop.emulator.schema.sdk_types import TypeReader

TABLES = Path(__file__).parent / "tables"
CLIENT_OPTIONS_BASE = "RequestOptions"


def build_table(package: Path, version: str) -> dict[str, Any]:
    """``{"version", "routes": [[method, path, params, response]], "types": {name: {"fields", "required"}}}``."""
    sdk = SdkSource(package)
    reader = TypeReader(sdk)
    rows = []
    for route in routes(sdk):
        params = reader.read(route.params, route.service) if route.params else None
        response = reader.read(route.response, route.service) if route.response else None
        rows.append([route.method, route.path, _reference(params), response])
    types: dict[str, Any] = {}
    while reader.pending:
        symbol = reader.pending.pop()
        if symbol.key not in types:
            types[symbol.key] = {}
            types[symbol.key] = _describe(symbol, reader, sdk)
    return {"version": version, "routes": sorted(rows, key=lambda row: (row[1], row[0])), "types": types}


def _reference(params: Any) -> str | None:
    if isinstance(params, dict) and "null" in params:
        params = params["null"]
    return params["ref"] if isinstance(params, dict) else None


def _describe(symbol: Symbol, reader: TypeReader, sdk: SdkSource) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    required: list[str] = []
    for name, annotation in _annotations(symbol, sdk):
        read = reader.read(annotation, symbol)
        optional = isinstance(read, dict) and "null" in read
        fields[name] = read["null"] if optional else read
        if not optional and not ast.unparse(annotation).startswith("NotRequired"):
            required.append(name)
    return {"fields": dict(sorted(fields.items())), "required": sorted(required)}


def _annotations(symbol: Symbol, sdk: SdkSource) -> list[tuple[str, ast.expr]]:
    found: list[tuple[str, ast.expr]] = []
    for base in symbol.node.bases:
        found += _inherited(ast.unparse(base), symbol, sdk)
    for node in symbol.node.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name, annotation = node.target.id, node.annotation
            if not ast.unparse(annotation).startswith("ClassVar") and not name.startswith("_"):
                found.append((name, annotation))
    return found


def _inherited(base: str, symbol: Symbol, sdk: SdkSource) -> list[tuple[str, ast.expr]]:
    prefix = symbol.qualname.rpartition(".")[0]
    for qualname in (f"{prefix}.{base}", base):
        functional = symbol.module.functional_types.get(qualname)
        if functional:
            keys = [key.value for key in functional.keys if isinstance(key, ast.Constant)]
            return [(str(key), value) for key, value in zip(keys, functional.values, strict=True)]
    parent = sdk.resolve(base, symbol)
    # The client's own options (api_key, idempotency_key, ...) are typed as parameters but never sent as such.
    if parent is None or parent.qualname == CLIENT_OPTIONS_BASE or parent.module is not symbol.module:
        return []
    return _annotations(parent, sdk)


def main(arguments: list[str]) -> None:
    package, version, *fixtures = arguments
    table = build_table(Path(package), version)
    TABLES.mkdir(exist_ok=True)
    written = json.dumps(table, sort_keys=True, separators=(",", ":")).encode()
    # mtime=0: the same SDK gives the same bytes.
    (TABLES / f"{version}.json.gz").write_bytes(gzip.compress(written, mtime=0))
    if fixtures:
        resources = json.loads(Path(fixtures[0]).read_text(encoding="utf-8"))["resources"]
        absent = absent_keys(table, resources)
        (TABLES / "absent.json").write_text(json.dumps(absent, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
