"""``pennydrop lint`` on a small suite: one line for each finding, and an exit code of its own."""

from __future__ import annotations

import pytest

from pennydrop.errors import SuiteUnreadable, SuiteUntidy
from tests.lint.conftest import STEPS, Command
from tests.plugin.conftest import INI, Suite

pytestmark = pytest.mark.timeout(300)  # whole pytest runs, several at once, on whatever machine this is


def test_a_clean_suite_is_one_line_and_no_error(pennydrop: Command) -> None:
    outcome = pennydrop("lint")

    assert outcome.returncode == 0
    assert outcome.stdout == "2 scenarios in 2 features, 4 phrases: nothing to put right\n"


def test_every_rule_has_its_line(shop: Suite, pennydrop: Command) -> None:
    shop.write("shop_steps.py", STEPS + '\n@then("it was paid")\ndef was_paid():\n    """So they say."""\n')
    nine = "".join(f"    And Sam pays £{amount}\n" for amount in range(3, 10))
    shop.write(
        "features/shop/wrong.feature",
        "@night\nFeature: Wrong\n  Background:\n    Given a shop\n"
        f"  Scenario: paying\n    When Sam pays £2\n{nine}"
        "  Scenario: codes\n    When Sam pays pi_3Nabc\n    Then it is pad\n",
    )
    shop.write("features/shop/empty.feature", "")

    outcome = pennydrop("lint")

    assert outcome.returncode == SuiteUntidy.exit_code
    assert outcome.stderr == "pennydrop: findings: 8, in files: 3\n"
    places, problems = zip(*(line.split(": ", 1) for line in outcome.stdout.splitlines()), strict=True)
    wrong = "features/shop/wrong.feature"
    assert places == (
        "features/shop/empty.feature:1",
        *(f"{wrong}:{line}" for line in (2, 5, 5, 15, 16)),
        *["shop_steps.py:19"] * 2,
    )
    assert [problem.partition(" -> ")[0] for problem in problems] == [
        "the file is empty; a feature file begins with `Feature: ...`",
        "the tag @night is unknown",
        "'paying' has 9 steps, 1 of them in the Background; more than 8 nobody keeps in mind",
        "'paying' is the title of features/shop/paying.feature:2 too",
        "'pi_3Nabc' is an id",
        "undefined step: Then it is pad",
        '"it was paid" says the same as "it is paid" (shop_steps.py:15)',
        'no scenario uses the phrase "Then it was paid"',
    ]
    assert all(problem.partition(" -> ")[2] for problem in problems)


def test_a_path_limits_what_is_reported_and_not_what_is_read(shop: Suite, pennydrop: Command) -> None:
    shop.write("features/shop/wrong.feature", "Feature: Wrong\n  Scenario: no step\n    Then it is pad\n")

    assert pennydrop("lint", "features/shop/paying.feature").returncode == 0
    assert pennydrop("lint", "shop_steps.py").returncode == 0, "a phrase that the other features use was called unused"
    assert "wrong.feature:3" in pennydrop("lint", "features").stdout


def test_a_pair_can_be_allowed_and_an_allowance_goes_stale(shop: Suite, pennydrop: Command) -> None:
    shop.write("shop_steps.py", STEPS + '\n@then("it was paid")\ndef was_paid():\n    """So they say."""\n')
    shop.scenario("rumour", "Given a shop", "Then it was paid")
    ini = (shop.path / "pytest.ini").read_text()
    shop.write("pytest.ini", f"{ini}pennydrop_alike =\n    # page and rumour\n    it was paid <> it is paid\n")
    assert pennydrop("lint").returncode == 0

    shop.write("shop_steps.py", STEPS.replace("it is paid", "all is paid") + '\n@then("it was paid")\ndef was(): ""\n')
    assert "pytest.ini:1: pennydrop_alike allows 'it was paid <> it is paid'" in pennydrop("lint").stdout


def test_a_folder_without_a_suite_and_a_suite_with_a_broken_module_say_so(shop: Suite, pennydrop: Command) -> None:
    ini = shop.write("pytest.ini", INI.replace("pennydrop_features = features", "pythonpath = ."))
    outcome = pennydrop("lint")
    assert outcome.returncode == SuiteUnreadable.exit_code
    assert "pennydrop_features" in outcome.stderr

    ini.write_text(INI + "pythonpath = .\n")
    shop.write("shop_steps.py", "import nothing_of_this_name\n")
    outcome = pennydrop("lint")
    assert outcome.returncode == SuiteUnreadable.exit_code
    assert "nothing_of_this_name" in outcome.stderr
