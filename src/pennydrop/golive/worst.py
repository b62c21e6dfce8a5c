"""Several answers to one check, as one."""

from __future__ import annotations

from collections.abc import Iterable

from pennydrop.golive.check import Answer, Verdict

_WORST_FIRST = (Verdict.FAIL, Verdict.WAITING, Verdict.MANUAL, Verdict.WARN, Verdict.PASS, Verdict.NOT_APPLICABLE)


def worst(answers: Iterable[Answer]) -> Answer:
    """The worst of them: the evidence and mends of all that are as bad, each once, in their order."""
    answers = list(answers)
    verdict = min((answer.verdict for answer in answers), key=_WORST_FIRST.index)
    same = [answer for answer in answers if answer.verdict is verdict]
    return Answer(
        verdict,
        "; ".join(dict.fromkeys(answer.evidence for answer in same)),
        "; ".join(dict.fromkeys(answer.mend for answer in same if answer.mend)),
        same[0].waits_on,
    )
