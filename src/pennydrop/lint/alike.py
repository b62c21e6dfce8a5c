"""Two phrases for one idea: the same words but for articles, auxiliaries, order, and singular or plural."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pennydrop.lint.finding import Finding
from pennydrop.phrases import Entry, PhraseBook

FILLERS = frozenset(
    {
        *("a", "an", "the", "this", "that", "these", "those", "its", "his", "her", "their"),
        *("is", "are", "was", "were", "be", "been", "has", "have", "had", "does", "do", "did", "will"),
        *("of", "to", "in", "on", "at", "as", "and", "then", "also", "now", "just", "very"),
    }
)
"""Words without which a sentence still says the same. Neither ``no`` nor ``for``, ``with``, ``before``, ``after``."""
PAIR = "<>"
INI = "pytest.ini"
_PLACEHOLDER = re.compile(r"\{\w*(:\w+)?\}(?:'s|')?")
_NAMED_GROUP = re.compile(r"\(\?P<\w+>[^)]*\)")
_WORD = re.compile(r"\{:?\w*\}|[\w']+|:$")  # a colon at the end announces a table, and that is another kind of sentence


def alike_phrases(book: PhraseBook) -> Iterator[Finding]:
    """Pairs of one keyword, bound to different functions, unless ``pennydrop_alike`` allows the pair."""
    allowed = {_pair(*line.split(PAIR, 1)): line for line in book.suite.alike if PAIR in line}
    met: set[frozenset[str]] = set()
    for earlier, later in _pairs(book):
        pair = frozenset((earlier.phrase.sentence, later.phrase.sentence))
        if pair in allowed:
            met.add(pair)
            continue
        problem = f'"{later.phrase.sentence}" says the same as "{earlier.phrase.sentence}" ({earlier.phrase.place})'
        advice = "keep one of them; if they do differ, choose clearer words or allow the pair in `pennydrop_alike`"
        yield Finding(later.phrase.file, later.phrase.line, problem, advice)
    for pair, line in allowed.items():
        if pair not in met:
            yield Finding(INI, 1, f"pennydrop_alike allows {line!r}, which are no two phrases alike", "delete the line")


def gist(pattern: str) -> tuple[str, ...]:
    """What is left of a sentence when only its telling words count, in no order.

    Of what is to be filled in the kind counts (a word, an amount, a number), and not the name.
    """
    kinds = _PLACEHOLDER.sub(r"{\1}", _NAMED_GROUP.sub("{}", pattern)).lower()
    return tuple(sorted(word for word in map(_root, _WORD.findall(kinds)) if word not in FILLERS))


def _pairs(book: PhraseBook) -> Iterator[tuple[Entry, Entry]]:
    groups: defaultdict[tuple[str, tuple[str, ...]], list[Entry]] = defaultdict(list)
    for entry in book.entries:
        groups[entry.phrase.keyword, gist(entry.definition.pattern)].append(entry)
    for first, *others in groups.values():
        for other in others:
            if not _one_idea(first, other):
                yield first, other


def _one_idea(one: Entry, other: Entry) -> bool:
    """True for two wordings of one function, and where a phrase replaces another by the very same words."""
    same_function = one.definition.context.step_func is other.definition.context.step_func
    return same_function or one.phrase.sentence == other.phrase.sentence


def _root(word: str) -> str:
    """A word without the ending of a plural, a possessive or the third person."""
    word = word.removesuffix("'s").removesuffix("'")
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if word.endswith("ies") and len(word) > len("ties"):
        return f"{word[:-3]}y"
    return (
        word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > len("its") else word
    )


def _pair(one: str, other: str) -> frozenset[str]:
    return frozenset((one.strip(), other.strip()))
