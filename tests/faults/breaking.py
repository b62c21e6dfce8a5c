"""Putting a fault in the place of a piece of the site. Both fail loudly when the piece is no longer there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

View = Callable[..., Any]


def replace(owner: Any, name: str, replacement: Any) -> None:
    """Let ``owner.name`` (of a module or a class) be ``replacement`` from now on."""
    if not hasattr(owner, name):
        raise AttributeError(f"{owner.__name__} has no {name} any more: this fault has to be seeded elsewhere")
    setattr(owner, name, replacement)


def wrap_view(name: str, wrapper: Callable[[View], View]) -> None:
    """Replace the view that ``reverse(name)`` leads to by ``wrapper(view)``."""
    from django.urls import URLPattern, get_resolver

    *namespaces, last = name.split(":")
    resolver: Any = get_resolver()
    for namespace in namespaces:
        resolver = resolver.namespace_dict[namespace][1]
    pattern = next(p for p in resolver.url_patterns if isinstance(p, URLPattern) and p.name == last)
    pattern.callback = wrapper(pattern.callback)
