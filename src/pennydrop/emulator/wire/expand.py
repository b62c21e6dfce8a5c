"""``expand[]``: puts whole objects in the place of ids."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pennydrop.emulator.core.account import Account
from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.schema.shape import shape
from pennydrop.emulator.schema.table import Table
from pennydrop.emulator.wire.errors import StripeError, invalid, not_emulated

DEEPEST = 4


def _line_items(account: Account, session: Object) -> tuple[list[Object], str]:
    return account.store.line_items[session["id"]], f"/v1/checkout/sessions/{session['id']}/line_items"


def _refunds(account: Account, charge: Object) -> tuple[list[Object], str]:
    refunds = [each for each in account.store.newest_first("refund") if each["charge"] == charge["id"]]
    return refunds, f"/v1/charges/{charge['id']}/refunds"


# Lists that Stripe shows only on request.
SUB_LISTS: dict[tuple[str, str], Callable[[Account, Object], tuple[list[Object], str]]] = {
    ("checkout.session", "line_items"): _line_items,
    ("charge", "refunds"): _refunds,
}


class Expander:
    """Expands answers of one account in one API version."""

    def __init__(self, account: Account, table: Table) -> None:
        self._account, self._table = account, table

    def expand(self, answer: Object, paths: list[str]) -> None:
        """Expand every path in place; ``StripeError`` 400 for what cannot be expanded."""
        for path in paths:
            names = path.split(".")
            if len(names) > DEEPEST + (answer.get("object") == "list"):
                raise invalid(f"You cannot expand more than {DEEPEST} levels of a property. Property: {path}", "expand")
            if answer.get("object") != "list":
                self._into(answer, self._table.type_of(answer["object"]), names, path)
                continue
            if names[0] != "data":
                raise invalid(
                    f"{_refusal(path).message} You may want to try expanding 'data.{path}' instead.", "expand"
                )
            for each in answer["data"] if len(names) > 1 else ():
                self._into(each, self._table.type_of(each["object"]), names[1:], path)

    def _into(self, node: Object, type_name: str | None, names: list[str], path: str) -> None:
        name, *rest = names
        kind = self._table.types[type_name]["fields"].get(name) if type_name else None
        if not isinstance(kind, dict):
            raise _refusal(path)
        if "expand" in kind:
            self._reference(node, name, rest, path)
        elif "page" in kind:
            self._sub_list(node, name, rest, path)
        elif rest and "ref" in kind:
            if isinstance(node.get(name), dict):
                self._into(node[name], kind["ref"], rest, path)
        elif rest and isinstance(kind.get("list"), dict) and "ref" in kind["list"]:
            for member in node.get(name) or ():
                self._into(member, kind["list"]["ref"], rest, path)
        else:
            raise _refusal(path)

    def _reference(self, node: Object, name: str, rest: list[str], path: str) -> None:
        value = node.get(name)
        if isinstance(value, str):
            found = self._account.store.find_by_id(value)
            value = shape(found, self._table) if found else {"id": value, "deleted": True}
            node[name] = value
        if isinstance(value, dict) and rest:
            self._into(value, self._table.type_of(value["object"]), rest, path)

    def _sub_list(self, node: Object, name: str, rest: list[str], path: str) -> None:
        show = SUB_LISTS.get((node["object"], name))
        if show is None:
            raise not_emulated(f"expanding {path}", "expand")
        if node.get(name) is None:
            objects, url = show(self._account, node)
            data = [shape(each, self._table) for each in objects]
            node[name] = {"object": "list", "data": data, "has_more": False, "url": url}
        members: list[dict[str, Any]] = node[name]["data"]
        for member in members if rest[:1] == ["data"] and len(rest) > 1 else ():
            self._into(member, self._table.type_of(member["object"]), rest[1:], path)


def _refusal(path: str) -> StripeError:
    return invalid(f"This property cannot be expanded ({path}).", "expand")
