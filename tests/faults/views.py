"""Getting between a URL of the site and its view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

View = Callable[..., Any]


def wrap_view(name: str, wrapper: Callable[[View], View]) -> None:
    """Replace the view that ``reverse(name)`` leads to by ``wrapper(view)``."""
    from django.urls import URLPattern, get_resolver

    *namespaces, last = name.split(":")
    resolver: Any = get_resolver()
    for namespace in namespaces:
        resolver = resolver.namespace_dict[namespace][1]
    pattern = next(p for p in resolver.url_patterns if isinstance(p, URLPattern) and p.name == last)
    pattern.callback = wrapper(pattern.callback)
