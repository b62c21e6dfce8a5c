"""A site of one page, and one check at a time on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme

from pennydrop.golive.check import Answer, Verdict
from pennydrop.golive.checks import cookies, debug_pages, stripe_js
from tests.golive.headers.replies import page
from tests.golive.secure_site import Site, examination_of, server_context, serving

CHECKS = {check.id: check for check in (*cookies.CHECKS, *debug_pages.CHECKS, *stripe_js.CHECKS)}


@pytest.fixture
def site(authority: tuple[trustme.CA, Path]) -> Iterator[Site]:
    with serving(server_context(authority[0].issue_cert("127.0.0.1"))) as site:
        site.pages["/"] = page("<h1>Shop</h1>")
        yield site


@pytest.fixture
def look(site: Site, authority: tuple[trustme.CA, Path]) -> Any:
    def looking(id: str) -> Answer:
        answer = examination_of(site.url, authority[1], purchase_pages=("/",)).answer(CHECKS[id])
        assert answer.mend or answer.verdict in (Verdict.PASS, Verdict.NOT_APPLICABLE)
        return answer

    return looking
