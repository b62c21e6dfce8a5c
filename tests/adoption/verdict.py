"""What the run against the foreign site has to show beside passing: what the site lacks was neither run nor hidden."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

REASON = "not offered by this site: "


def require_not_offered(junit: Path, tags: Iterable[str]) -> None:
    """``SystemExit`` if a scenario of ``features/<tag>/`` was run on a site that lacks what it is about."""
    cases = [*ElementTree.parse(junit).getroot().iter("testcase")]  # noqa: S314 - written by our own pytest
    for tag in tags:
        reasons = {
            case.get("name", ""): _reason(case) for case in cases if f"features.{tag}." in case.get("classname", "")
        }
        run_all_the_same = [name for name, reason in reasons.items() if not reason.startswith(REASON + tag)]
        if run_all_the_same:
            raise SystemExit(f"the site has no {tag}, and yet these were not left out: {', '.join(run_all_the_same)}")
        print(f"{tag}: {len(reasons)} scenarios reported as not offered", flush=True)  # noqa: T201


def _reason(case: ElementTree.Element) -> str:
    skipped = case.find("skipped")
    return skipped.get("message", "") if skipped is not None else ""
