"""Where the links of a mail lead, for whoever follows them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import APIRequestContext

    from pennydrop.mailbox.mail import Mail

_LINK = re.compile(r"https?://[^\s<>\"']+[\w/]")
_MOST_HOPS = 5


def links_in(mails: Iterable[Mail]) -> list[str]:
    """Every link in the text of these mails, once."""
    return list(dict.fromkeys(link for mail in mails for link in _LINK.findall(mail.text)))


def leads_to(file_url: str, link: str, browser: APIRequestContext) -> bool:
    """Whether ``link``, followed in this browser, ends at ``file_url`` or at a page that names it.

    The link's host is what the site calls itself in mails; what counts is the same address on the site under test.
    """
    target = link
    for _ in range(_MOST_HOPS):
        if target == file_url:
            return True
        address = urlsplit(target)
        answer = browser.get(address._replace(scheme="", netloc="").geturl(), max_redirects=0)
        if not 300 <= answer.status < 400:
            return file_url in answer.text()
        target = urljoin(answer.url, answer.headers.get("location", ""))
    return False
