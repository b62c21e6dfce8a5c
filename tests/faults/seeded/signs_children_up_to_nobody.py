"""A guardian's account is made without the child.

The child's fields came later and are checked by the form, but the code that makes the account was not told: it goes on
making the user and nothing else, and the guardian finds nobody to buy for.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 4
SCENARIOS = ("features/accounts/signing_up.feature::a_guardian_signs_up_together_with_a_child",)


def seed() -> None:
    from pennydrop.demo.accounts import signup_form

    class NoChildren:
        class objects:
            @staticmethod
            def create(**_child: Any) -> None:
                """Nobody has told this code of children."""

    replace(signup_form, "ChildProfile", NoChildren)
