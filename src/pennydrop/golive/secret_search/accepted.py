"""Findings somebody has looked at and accepted: revoked secrets that stay in the history, and look-alikes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from pennydrop.errors import RepositoryUnreadable, SettingsError
from pennydrop.golive.secret_search.finding import SHOWN, Finding
from pennydrop.golive.secret_search.library import part_of_detect_secrets

BASELINE = ".secrets.baseline"


class Accepted:
    """Answers whether a finding is accepted.

    By its fingerprint in the settings, by the repository's detect-secrets baseline (an entry audited as a real secret
    accepts nothing), or by detect-secrets' comment ``pragma: allowlist secret`` in the same line.
    """

    def __init__(self, fingerprints: Iterable[str] = (), baseline: Path | None = None) -> None:
        self._fingerprints = tuple(_fingerprint(each) for each in fingerprints)
        self._hashes = _hashes(baseline) if baseline and baseline.is_file() else frozenset()

    def __call__(self, finding: Finding, path: str, line: str) -> bool:
        return (
            finding.sha1.startswith(self._fingerprints)
            or finding.sha1 in self._hashes
            or bool(self._hashes and self._hashes & _as_detect_secrets_sees_it(line))
            or _has_pragma(path, line)
        )


def _fingerprint(given: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{8,40}", given.lower()):
        raise SettingsError(
            "PENNYDROP_GOLIVE__ACCEPTED_SECRETS holds something that is no fingerprint"
            f" ({len(given)} characters): copy the {SHOWN} hexadecimal digits that stand behind the finding"
        )
    return given.lower()


def _hashes(baseline: Path) -> frozenset[str]:
    try:
        results = json.loads(baseline.read_text(encoding="utf-8"))["results"]
        entries = [entry for entries in results.values() for entry in entries]
        return frozenset(entry["hashed_secret"] for entry in entries if entry.get("is_secret") is not True)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as trouble:
        raise RepositoryUnreadable(
            f"{baseline} is no baseline of detect-secrets ({type(trouble).__name__}: {trouble}); make it anew with"
            " `detect-secrets scan`, or remove it"
        ) from None


def _as_detect_secrets_sees_it(line: str) -> frozenset[str]:
    """Its plugins may single out another part of the line than our rules, and hash that."""
    plugins = part_of_detect_secrets("core.plugins.util", "get_mapping_from_secret_type_to_class")().values()
    hashed = part_of_detect_secrets("core.potential_secret", "PotentialSecret").hash_secret
    return frozenset(hashed(str(part)) for plugin in plugins for part in plugin().analyze_string(line))


def _has_pragma(path: str, line: str) -> bool:
    snippet = part_of_detect_secrets("util.code_snippet", "get_code_snippet")([line], 1)
    return bool(part_of_detect_secrets("filters.allowlist", "is_line_allowlisted")(path, line, snippet))
