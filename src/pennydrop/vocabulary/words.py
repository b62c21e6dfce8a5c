"""Words of a sentence that stand for different things: a way of forging, or ``course`` and ``lesson`` of a shop."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

Meaning = TypeVar("Meaning")


def meant_by(word: str, meanings: Mapping[str, Meaning]) -> Meaning:
    """What ``word`` stands for in a sentence. LookupError, naming the words that can be said, for any other."""
    if word not in meanings:
        raise LookupError(f"{word!r} cannot be said here; the sentence knows {', '.join(meanings)}")
    return meanings[word]
