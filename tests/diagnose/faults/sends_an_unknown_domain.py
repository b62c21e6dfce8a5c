"""The sessions say domain=lessons, which no handler knows."""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace


def seed() -> None:
    from pennydrop.demo.payments import checkouts

    as_before = checkouts.session_parameters

    def renamed(*args: Any) -> dict[str, Any]:
        parameters = as_before(*args)
        return parameters | {"metadata": parameters["metadata"] | {"domain": "lessons"}}

    replace(checkouts, "session_parameters", renamed)
