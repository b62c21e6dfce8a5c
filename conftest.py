"""What the suite is made of: its steps, its fixtures, and pytester for the tests of the plugin."""

from __future__ import annotations

pytest_plugins = ["pytester"]
