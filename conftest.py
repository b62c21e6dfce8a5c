"""What the suite is made of: its steps, its fixtures, and pytester for the tests of the plugin."""

from __future__ import annotations

pytest_plugins = [
    "pytester",
    "fixtures.people",
    "fixtures.visits",
    "fixtures.defaults",
    "fixtures.lessons",
    "fixtures.workshops",
    "fixtures.courses",
    "fixtures.books",
    "steps.people",
    "steps.shopping",
    "steps.lessons",
    "steps.workshops",
    "steps.courses",
    "steps.books",
    "steps.finance",
]
