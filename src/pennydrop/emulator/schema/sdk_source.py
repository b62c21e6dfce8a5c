"""Reads the modules of a ``stripe`` package without importing it, and resolves the names they use. Development only."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path


@dataclass
class Module:
    """One parsed module: its classes by qualified name, its imports by local name."""

    name: str
    classes: dict[str, ast.ClassDef] = field(default_factory=dict)
    functional_types: dict[str, ast.Dict] = field(default_factory=dict)
    imports: dict[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Symbol:
    """A class and where it is defined."""

    module: Module
    qualname: str

    @property
    def node(self) -> ast.ClassDef:
        return self.module.classes[self.qualname]

    @property
    def key(self) -> str:
        """The class's name in a table: ``Refund``, ``checkout.Session.CustomText``."""
        folders = self.module.name.split(".")[1:-1]
        return ".".join([*(folder for folder in folders if folder != "params"), self.qualname])


class SdkSource:
    """The modules below one ``stripe`` folder, parsed on first use."""

    def __init__(self, package: Path) -> None:
        self._package = package
        self.module = cache(self._parse)

    def service_modules(self) -> list[Module]:
        """Every module that holds the calls of one resource; those of API v2 are left out."""
        paths = sorted(self._package.rglob("_*_service.py"))
        names = [".".join(("stripe", *path.relative_to(self._package).with_suffix("").parts)) for path in paths]
        return [self.module(name) for name in names if not name.startswith("stripe.v2.")]

    def resolve(self, dotted: str, where: Symbol) -> Symbol | None:
        """The class ``dotted`` means inside ``where``: nested classes first, then the module's, then its imports."""
        outer = where.qualname.split(".")
        for depth in range(len(outer), -1, -1):
            candidate = ".".join([*outer[:depth], dotted])
            if candidate in where.module.classes:
                return Symbol(where.module, candidate)
        first, _, rest = dotted.partition(".")
        if first not in where.module.imports:
            return None
        module_name, original = where.module.imports[first]
        module = self.module(module_name)
        qualname = f"{original}.{rest}" if rest else original
        return Symbol(module, qualname) if qualname in module.classes else None

    def _parse(self, name: str) -> Module:
        path = self._package.joinpath(*name.split(".")[1:]).with_suffix(".py")
        module = Module(name)
        if not path.exists():
            return module
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("stripe"):
                for alias in node.names:
                    module.imports[alias.asname or alias.name] = (node.module, alias.name)
        _collect_classes(tree.body, "", module)
        return module


def _collect_classes(body: list[ast.stmt], prefix: str, module: Module) -> None:
    for node in body:
        if isinstance(node, ast.ClassDef):
            module.classes[prefix + node.name] = node
            _collect_classes(node.body, f"{prefix}{node.name}.", module)
        elif (
            isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and isinstance(node.targets[0], ast.Name)
        ):
            call = node.value
            # Fields called `from`, `in` or `is` cannot be written in a class body: TypedDict("Base", {"in": ...}).
            if isinstance(call.func, ast.Name) and call.func.id == "TypedDict" and isinstance(call.args[1], ast.Dict):
                module.functional_types[prefix + node.targets[0].id] = call.args[1]
