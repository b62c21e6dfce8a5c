"""The phrase book: every sentence a scenario of this suite may use, and where each is used.

Read from the code and the features by pytest's own collection, so it knows the phrases that a scenario would find.
"""

from __future__ import annotations

from pennydrop.phrases.book import Entry, PhraseBook
from pennydrop.phrases.phrase import Phrase, Use
from pennydrop.phrases.suite import FeatureText, Suite, read_suite

__all__ = ["Entry", "FeatureText", "Phrase", "PhraseBook", "Suite", "Use", "read_suite"]
