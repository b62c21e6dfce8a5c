"""The page after a course's payment says thank you under the status of a server error.

A widget at its foot fails, the handler of errors renders the page without it, and keeps the status 500. The customer
sees nothing; search engines, monitors and proxies see an error.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import View, wrap_view

FAMILY = 3
SEEN_BY = "books"
SCENARIOS = ("features/courses/children.feature::a_guardian_pays_and_the_child_is_enrolled",)


def seed() -> None:
    wrap_view("courses:checkout_success", under_an_error)


def under_an_error(view: View) -> View:
    def success(request: Any, **arguments: Any) -> Any:
        answer = view(request, **arguments)
        if answer.status_code == 200:
            answer.status_code = 500
        return answer

    return success
