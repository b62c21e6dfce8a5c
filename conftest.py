"""What the suite is made of: its steps, its fixtures, and pytester for the tests of the plugin."""

from __future__ import annotations

import fixtures
import steps

pytest_plugins = ["pytester", *fixtures.PLUGINS, *steps.PLUGINS]
