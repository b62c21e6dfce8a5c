"""From a path to its route, from texts to checked parameters."""

from __future__ import annotations

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.domain import HANDLERS
from pennydrop.emulator.domain.registry import Handler
from pennydrop.emulator.schema.table import Route, Table, table_for, versions
from pennydrop.emulator.web.versions import ApiVersion
from pennydrop.emulator.wire.errors import StripeError, unrecognized_url
from pennydrop.emulator.wire.params import ParamsReader


def find_route(method: str, path: str, table: Table) -> tuple[Route, dict[str, str]]:
    """The documented or private route; ``StripeError`` 404 when Stripe has none."""
    found = table.match(method, path) or _private_table().match(method, path)
    if found is None:
        raise unrecognized_url(method, path)
    return found


def read_params(route: Route, handler: Handler, form: Object, version: ApiVersion, *, strict: bool) -> Object:
    """The parameters as values. A browser's surplus ones are dropped (``strict=False``), others refused."""
    given = {name: value for name, value in form.items() if name != "key"} if not strict else form
    if handler.private:
        return given
    try:
        return ParamsReader(version.table, strict=strict).read(route.params, given)
    except StripeError as refusal:
        if version.asked or refusal.code != "parameter_unknown":
            raise
        return _read_as_older(route, given, refusal)


def _read_as_older(route: Route, given: Object, refusal: StripeError) -> Object:
    """A client that names no version may speak any: the Stripe CLI sends parameters that newer versions dropped."""
    for name in versions()[:-1]:
        table = table_for(name)
        older = table.match(route.method, route.path)
        try:
            return ParamsReader(table).read(older[0].params, given) if older else {}
        except StripeError:
            continue
    raise refusal


def _private_table() -> Table:
    return _PRIVATE


def _private_routes() -> list[list[str | None]]:
    private = (name.split(" ") for name, handler in HANDLERS.items() if handler.private)
    return [[method, path, None, None] for method, path in private]


_PRIVATE = Table({"version": "private", "routes": _private_routes(), "types": {}}, {})
