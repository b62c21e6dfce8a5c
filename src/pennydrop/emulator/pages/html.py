"""Pages from template files: ``${name}`` is replaced, and everything that is not markup already is escaped."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from string import Template

_TEMPLATES = Path(__file__).parent / "templates"


class Html(str):
    """Text that is markup already and goes into a page unchanged."""


def render(template: str, **values: object) -> Html:
    """``templates/<template>.html`` filled with ``values``; ``None`` becomes nothing.

    A value the template names and nobody gives is a ``KeyError``: a page with a hole is never served.
    """
    return Html(_template(template).substitute({name: _escaped(value) for name, value in values.items()}))


def joined(parts: Iterable[Html]) -> Html:
    """Several pieces of markup as one."""
    return Html("".join(parts))


def script_data(data: Mapping[str, object]) -> Html:
    """``data`` as JSON for a ``<script type="application/json">``, which no value in it can close."""
    return Html(json.dumps(data).replace("<", "\\u003c"))


def _escaped(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, Html) else html.escape(str(value))


@cache
def _template(name: str) -> Template:
    return Template((_TEMPLATES / f"{name}.html").read_text(encoding="utf-8"))
