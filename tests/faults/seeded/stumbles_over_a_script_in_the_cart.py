"""A script of the lesson cart stumbles over an element that this page does not have.

It was written for another page, whose foot it shares. The form still works; what the script was for does not.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import View, wrap_view

FAMILY = 7
SEEN_BY = "books"
SCENARIOS = ("features/lessons/several_teachers.feature::each_teacher_earns_from_the_lessons_that_are_theirs",)


SCRIPT = b"<script>document.getElementById('voucher').focus()</script></body>"


def seed() -> None:
    wrap_view("private_teaching:cart", with_a_script)


def with_a_script(view: View) -> View:
    def cart(request: Any) -> Any:
        answer = view(request)
        answer.content = answer.content.replace(b"</body>", SCRIPT)
        return answer

    return cart
