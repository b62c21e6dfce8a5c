"""Every typed error has an exit code of its own, and a line in the docs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pennydrop import errors
from pennydrop.cli import app
from pennydrop.errors import PennydropError
from tests.cli.conftest import Command

DOCS = Path(__file__).parents[2] / "docs" / "exit-codes.md"
OF_PYTEST_AND_SHELL = {*range(6), 130}
TYPED_ERRORS = [
    value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, PennydropError)
]


def test_no_two_errors_share_a_code() -> None:
    codes = [error.exit_code for error in TYPED_ERRORS]
    assert len(codes) > 10
    assert len(codes) == len(set(codes))


def test_no_error_takes_a_code_of_pytest_or_the_shell() -> None:
    assert not OF_PYTEST_AND_SHELL & {error.exit_code for error in TYPED_ERRORS}


def test_the_docs_name_each_error_with_its_code_and_no_other() -> None:
    documented = dict(_rows())
    assert documented == {error.__name__: error.exit_code for error in TYPED_ERRORS}


def _rows() -> list[tuple[str, int]]:
    return [(name, int(code)) for code, name in re.findall(r"^\| (\d+) \| `(\w+)` \|", DOCS.read_text(), re.M)]


@pytest.mark.parametrize("error", TYPED_ERRORS)
def test_an_error_is_one_message_without_a_traceback(
    error: type[PennydropError], pennydrop: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trouble() -> None:
        raise error("the penny did not drop; pick it up [now]")

    monkeypatch.setattr(app, "app", lambda arguments: trouble())
    outcome = pennydrop("up")
    assert outcome.code == error.exit_code
    assert outcome.errors == "pennydrop: the penny did not drop; pick it up [now]\n"
    assert outcome.output == ""


def test_ctrl_c_is_130(pennydrop: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(app, "app", interrupt)
    assert pennydrop("up").code == 130


@pytest.mark.parametrize("arguments", [["bogus"], ["env", "--formt", "json"], ["env", "--format", "xml"]])
def test_wrong_usage_is_2(arguments: list[str], pennydrop: Command) -> None:
    outcome = pennydrop(*arguments)
    assert outcome.code == 2
    assert outcome.errors
