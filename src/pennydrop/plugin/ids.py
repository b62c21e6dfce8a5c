"""Titles and example rows as ids: readable, safe in a shell, and the same whatever else the file says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from pennydrop.money import SYMBOLS

_NOT_A_WORD = re.compile(r"(?<!\d)\.|\.(?!\d)|[^\w.]+")


def slug(text: str) -> str:
    """``A refund of £20.00 is mailed`` as ``a_refund_of_gbp20.00_is_mailed``."""
    for code, symbol in SYMBOLS.items():
        text = text.replace(symbol, code)
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _NOT_A_WORD.sub("_", plain).strip("_").lower() or "empty"


def is_scenario(nodeid: str) -> bool:
    """Whether pytest's id is that of a scenario, and not of a test that only speaks of one."""
    return nodeid.partition("::")[0].endswith(".feature")


def row_id(row: Mapping[str, str]) -> str:
    """The cells of an example row, joined: ``visa-gbp60.00``."""
    return "-".join(slug(cell) for cell in row.values())
