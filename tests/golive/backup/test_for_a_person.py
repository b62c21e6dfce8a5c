"""Databases that no drill can be made of: a person signs off."""

from __future__ import annotations

import pytest

from pennydrop.golive.check import Verdict
from pennydrop.golive.checks import backup
from pennydrop.golive.examination import Examination
from pennydrop.settings import load_settings
from tests.golive.backup.shops import examine


@pytest.mark.parametrize("kind", ["mysql+pymysql", "mysql"])
def test_another_product_is_for_a_person(kind: str) -> None:
    answers = examine(f"{kind}://shop@127.0.0.1/shop")
    assert {answer.verdict for answer in answers.values()} == {Verdict.MANUAL}


def test_a_site_whose_database_is_not_named_is_for_a_person() -> None:
    examination = Examination(load_settings(site_url="https://shop.example"), writing=True)
    answer = examination.answer(backup.made)
    assert answer.verdict is Verdict.MANUAL
    assert "PENNYDROP_DATABASE_URL" in answer.mend
