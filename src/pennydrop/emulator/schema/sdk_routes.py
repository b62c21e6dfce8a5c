"""Finds every call of API v1 in the SDK's services: verb, path, parameter type, response type. Development only."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from pennydrop.emulator.schema.sdk_source import SdkSource, Symbol


@dataclass(frozen=True)
class SdkRoute:
    method: str
    path: str
    params: ast.expr | None
    response: ast.expr | None
    service: Symbol


def routes(sdk: SdkSource) -> Iterator[SdkRoute]:
    """Every plain v1 call; uploads (another host) and streamed downloads are left out."""
    for module in sdk.service_modules():
        for qualname, node in module.classes.items():
            for function in node.body:
                if isinstance(function, ast.FunctionDef):
                    route = _route(function, Symbol(module, qualname))
                    if route:
                        yield route


def _route(function: ast.FunctionDef, service: Symbol) -> SdkRoute | None:
    for call in ast.walk(function):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "self._request":
            verb, path = ast.literal_eval(call.args[0]), _template(call.args[1])
            if not path.startswith("/v1/") or _host(call) != "api":
                return None
            return SdkRoute(verb.upper(), path, _params(function), function.returns, service)
    return None


def _host(call: ast.Call) -> str:
    """Which of Stripe's hosts answers: ``api``, or ``files`` for uploads."""
    return next((str(ast.literal_eval(each.value)) for each in call.keywords if each.arg == "base_address"), "api")


def _template(node: ast.expr) -> str:
    """The path as written, before ``.format`` puts the ids in."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        node = node.func.value
    return str(ast.literal_eval(node))


def _params(function: ast.FunctionDef) -> ast.expr | None:
    return next((argument.annotation for argument in function.args.args if argument.arg == "params"), None)
