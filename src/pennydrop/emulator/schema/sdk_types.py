"""Translates the SDK's annotations into the tables' small type language. Development only.

``"s" "i" "b" "f"`` are text, integer, boolean and decimal, ``"*"`` anything; ``{"enum": [...]}``, ``{"list": T}``,
``{"ref": CLASS}``, ``{"map": T}``, ``{"any_of": [T, ...]}``, ``{"expand": CLASS}``, ``{"page": CLASS}`` the rest.
``""`` inside ``any_of`` says that an empty text unsets the parameter.
"""

from __future__ import annotations

import ast
from typing import Any

from pennydrop.emulator.schema.sdk_source import SdkSource, Symbol

SCALARS = {"str": "s", "int": "i", "bool": "b", "float": "f", "Decimal": "f", "Any": "*", "object": "*"}
WRAPPERS = frozenset(["NotRequired", "Required", "ClassVar", "Type"])


class TypeReader:
    """Reads annotations and remembers every class they lead to in ``pending``."""

    def __init__(self, sdk: SdkSource) -> None:
        self._sdk = sdk
        self.pending: list[Symbol] = []

    def read(self, node: ast.expr, where: Symbol) -> Any:
        """The type an annotation means inside class ``where``."""
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str):
                return self.read(ast.parse(node.value, mode="eval").body, where)
            return None
        if isinstance(node, ast.BinOp):
            return self._union([node.left, node.right], where)
        if isinstance(node, ast.Subscript):
            return self._subscript(ast.unparse(node.value), node.slice, where)
        return self._named(ast.unparse(node), where)

    def _named(self, name: str, where: Symbol) -> Any:
        if name in SCALARS:
            return SCALARS[name]
        symbol = self._sdk.resolve(name, where)
        if symbol is None:
            return "*"
        self.pending.append(symbol)
        return {"ref": symbol.key}

    def _subscript(self, name: str, inner: ast.expr, where: Symbol) -> Any:
        if name in WRAPPERS:
            return self.read(inner, where)
        if name == "Literal":
            members = inner.elts if isinstance(inner, ast.Tuple) else [inner]
            return {"enum": [member.value for member in members if isinstance(member, ast.Constant)]}
        if name == "Optional":
            return {"null": self.read(inner, where)}
        if name == "Union":
            return self._union(inner.elts if isinstance(inner, ast.Tuple) else [inner], where)
        if name == "ExpandableField":
            return {"expand": self._target(self.read(inner, where))}
        if name in ("ListObject", "SearchResultObject"):
            return {"page": self._target(self.read(inner, where))}
        if name in ("List", "list"):
            return {"list": self.read(inner, where)}
        if name in ("Dict", "UntypedStripeObject"):
            return {"map": self.read(inner.elts[1] if isinstance(inner, ast.Tuple) else inner, where)}
        return "*"

    def _union(self, nodes: list[ast.expr], where: Symbol) -> Any:
        members: list[Any] = []
        for node in nodes:
            read = self.read(node, where)
            members += read["any_of"] if isinstance(read, dict) and "any_of" in read else [read]
        if any(isinstance(member, dict) and "enum" in member and member["enum"] != [""] for member in members):
            # `Literal[...] | str` is the SDK's room for values to come; the API of that version refuses them.
            members = [member for member in members if member != "s"]
        members = ["" if member == {"enum": [""]} else member for member in members]
        unique = [member for place, member in enumerate(members) if member not in members[:place]]
        return unique[0] if len(unique) == 1 else {"any_of": unique}

    @staticmethod
    def _target(read: Any) -> Any:
        return read["ref"] if isinstance(read, dict) and "ref" in read else "*"
