from __future__ import annotations

import pytest

from tests.plugin.conftest import Suite

pytestmark = pytest.mark.timeout(300)  # whole pytest runs, several at once, on whatever machine this is

REFUNDS = """
    @smoke
    Feature: Refunds
      Scenario: A full refund
        When Anna pays £5.00
      Rule: Parts are rounded
        Scenario Outline: A refund of <amount>
          When Anna pays <amount>
          @visa
          Examples: Visa
            | amount | card |
            | £20.00 | Visa |
          Examples:
            | amount | card       |
            | €20.00 | Mastercard |
    """
IDS = [
    "features/refunds/parts.feature::a_full_refund",
    "features/refunds/parts.feature::a_refund_of_amount[gbp20.00-visa]",
    "features/refunds/parts.feature::a_refund_of_amount[eur20.00-mastercard]",
]


def test_ids_come_from_titles_and_cells_and_do_not_change_when_others_are_added(suite: Suite) -> None:
    feature = suite.write("features/refunds/parts.feature", REFUNDS)
    assert suite.collected() == IDS

    before = feature.read_text().replace(
        "  Scenario: A full", "  Scenario: New\n    When Anna pays £1.00\n  Scenario: A full"
    )
    feature.write_text(before.replace("| €20.00 |", "| £0.01 | Amex |\n        | €20.00 |"))
    assert [found for found in suite.collected() if found in IDS] == IDS


def test_scenarios_are_selected_by_folder_file_id_word_and_tag(suite: Suite) -> None:
    suite.write("features/refunds/parts.feature", REFUNDS)
    suite.scenario("buying", "When Anna pays £5.00")
    suite.scenario("free", "Then it is paid")

    assert suite.collected("features/shop") == [
        "features/shop/buying.feature::buying",
        "features/shop/free.feature::free",
    ]
    assert suite.collected("features/shop/free.feature", IDS[1]) == ["features/shop/free.feature::free", IDS[1]]
    assert suite.collected("-k", "mastercard or free") == [IDS[2], "features/shop/free.feature::free"]
    assert suite.collected("-m", "smoke and not visa") == [IDS[0], IDS[2]]


def test_only_the_folders_of_the_ini_file_are_collected(suite: Suite) -> None:
    suite.scenario("buying", "When Anna pays £5.00")
    suite.write("elsewhere/other.feature", "Feature: Other\n  Scenario: Other\n    Given nobody knows\n")

    assert suite.collected(".") == ["features/shop/buying.feature::buying"]


def test_every_problem_is_a_collection_error_that_names_the_line_and_what_was_found(suite: Suite) -> None:
    suite.write(
        "features/conftest.py",
        """
        from pytest_bdd import given, parsers, step

        @given("a very old shop")
        async def very_old_shop(): ...

        @given(parsers.re("a (big|red) shop"))
        def big_or_red(): ...

        @step("a red shop")
        def red(): ...
        """,
    )
    suite.write(
        "features/steps.feature",
        """\
        Feature: Steps
          Scenario: Undefined
            Given a ship
            Given it is paid
          Scenario Outline: Ambiguous in one row
            Given a <colour> shop
            Examples:
              | colour   |
              | big      |
              | red      |
              | very old |
          Scenario: Without steps
        """,
    )
    suite.write(
        "features/titles.feature", "Feature: F\n  Scenario: One\n    Given a shop\n  Scenario: one\n    Given a shop\n"
    )
    suite.write("features/rows.feature", REFUNDS.replace("€20.00 | Mastercard", "£20.00 | visa"))
    suite.write("features/tag.feature", REFUNDS.replace("@smoke", "@smok"))
    suite.write("features/syntax.feature", "Scenario: One\n  Given a shop\n")
    suite.write("features/empty.feature", "\n")
    suite.write("features/none.feature", "Feature: F\n")

    result = suite.run("-p", "no:randomly")

    assert result.ret == 2
    assert suite.stack_log == []
    result.stdout.fnmatch_lines(
        [
            "features/empty.feature:1: the file is empty*",
            "features/none.feature:1: feature 'F' has no scenario",
            "features/rows.feature:13: example rows * and * are the same test",
            "features/steps.feature:3: undefined step: Given a ship",
            '    nearest: given "a shop" (conftest.py:*)',
            "features/steps.feature:4: undefined step: Given it is paid",
            '    the words are defined, but not as given: then "it is paid" (conftest.py:*)',
            "features/steps.feature:6: ambiguous step: Given a red shop",
            '    matches: step "a red shop" (features/conftest.py:*)',
            '    matches: given "a (big|red) shop" (features/conftest.py:*)',
            "features/steps.feature:6: async step: Given a very old shop",
            '    defined as `async def`: given "a very old shop" (features/conftest.py:*)',
            "features/steps.feature:12: scenario 'Without steps' has no steps*",
            "features/syntax.feature:1: *'Scenario: One'*",
            "*'smok' not found in `markers`*",
            "features/titles.feature:4: scenario 'one' has the same title as line 2",
            "*errors during collection*",
        ]
    )


def test_a_feature_that_cannot_be_collected_ends_a_distributed_run_too(suite: Suite) -> None:
    suite.scenario("buying", "When Anna pays £5.00")
    suite.scenario("broken", "When nobody knows")

    result = suite.run("-n", "2")

    assert result.ret == 2
    assert suite.stack_log == []
    result.stdout.fnmatch_lines(["features/shop/broken.feature:3: undefined step: When nobody knows"])
