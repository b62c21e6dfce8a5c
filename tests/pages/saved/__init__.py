"""Every page object on pages that promise no more than the contract. One module for each domain.

The furniture around them (``tests/pages/conftest.py``) adds what may be on any page: other forms, static notices that
look like messages, a second **Login**, a hidden cart, a notice over the lowest buttons. Labels belong to no field, and
tooltips stand before names.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from tests.pages.visit import Facts, Visit

FIRST, SECOND = str(uuid4()), str(uuid4())


@dataclass(frozen=True)
class Saved:
    """``html`` by address, the ``facts`` a visit names, and where what was done ``posts`` to, if it does."""

    html: Mapping[str, str]
    facts: Facts = field(default_factory=dict)
    posts: str = ""


SavedVisit = Visit[Saved]


def form(action: str, content: str, *, method: str = "post") -> str:
    return f'<form method="{method}" action="{action}">{content}</form>'


def button(name: str, tip: str = "", attributes: str = "") -> str:
    """A button; ``tip`` is what the style sheet puts before its name."""
    return f'<button data-tip="{tip}" {attributes}>{name}</button>' if tip else f"<button {attributes}>{name}</button>"


def text_field(name: str, value: str = "") -> str:
    """A field with a label that is not bound to it."""
    return f'<label>{name.replace("_", " ").title()}</label><input name="{name}" value="{value}">'


def choice(name: str, *values: object) -> str:
    """A list to choose from."""
    return (
        f'<select name="{name}">'
        + "".join(f'<option value="{value}">{value}</option>' for value in values)
        + "</select>"
    )


def tick(name: str, text: str, kind: str = "checkbox", value: str = "on") -> str:
    """A box or a radio button with its text around it."""
    return f'<label><input type="{kind}" name="{name}" value="{value}">{text}</label>'


def all_saved() -> list[SavedVisit]:
    """``VISITS`` of each module."""
    modules: list[Any] = [
        importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)
    ]
    return [visit for module in modules for visit in module.VISITS]
