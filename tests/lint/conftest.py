"""A small suite in a folder of its own, and the commands that read it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.plugin.conftest import INI, Suite, suite

__all__ = ["suite"]

Command = Callable[..., subprocess.CompletedProcess[str]]

STEPS = '''
"""What the shop sells."""

from pytest_bdd import given, parsers, then, when

@given("a shop")
@given("an open shop")
def a_shop():
    """With something to sell."""

@when(parsers.parse("{buyer:w} pays {amount}"))
def pays(buyer, amount):
    """At the till."""

@then("it is paid")
def is_paid():
    """On the receipt."""
'''


@pytest.fixture
def shop(suite: Suite) -> Suite:
    """A suite without a fault: three phrases, all of them used."""
    suite.write("conftest.py", 'pytest_plugins = ["shop_steps"]\n')
    suite.write("pytest.ini", INI + "pythonpath = .\ntestpaths = elsewhere\n")
    suite.write("shop_steps.py", STEPS)
    suite.scenario("paying", "Given a shop", "When Sam pays £3", "Then it is paid")
    suite.scenario("night", "Given an open shop", "Then it is paid")
    return suite


@pytest.fixture
def pennydrop(shop: Suite) -> Command:
    """Calls ``pennydrop`` in the suite's folder."""

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pennydrop.cli", *arguments]
        return subprocess.run(command, cwd=shop.path, capture_output=True, text=True, check=False)

    return call
