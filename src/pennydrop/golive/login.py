"""Logging in by the site's own form, to see what only somebody who is logged in gets."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from pennydrop.errors import SiteUnreachable
from pennydrop.golive.crawl import crawl
from pennydrop.golive.examination import Examination
from pennydrop.golive.page import Form, Page
from pennydrop.golive.page_reader import read_page
from pennydrop.golive.visitor import Answered, Visitor

_NAMED = ("email", "text", "tel")


def log_in(examination: Examination) -> Answered:
    """What the site answers to name and password of the settings, in the first login form of the crawled pages.

    ``SiteUnreachable`` if there is no such form.
    """
    golive, site = examination.golive, urlsplit(examination.settings.site)
    password = golive.login_password.get_secret_value() if golive.login_password else ""
    url = next(
        (page.url for resource in examination.once(crawl).pages if (page := resource.page) and _form(page)), None
    )
    if url is None:
        raise SiteUnreachable(
            f"no login form was found on {examination.once(crawl).extent}; name its page in"
            " PENNYDROP_GOLIVE__PURCHASE_PAGES"
        )
    with Visitor(examination) as visitor:
        shown = visitor.get(url)  # anew: the token in the form belongs to the cookie that comes with it
        form = _form(read_page(url, shown.text))
        if form is None or urlsplit(form.action)[:2] != site[:2]:
            raise SiteUnreachable(f"{url} shows no login form of its own any more; the password was not sent")
        fields = {each.name: each.value for each in form.fields if each.kind == "hidden"}
        fields |= {each.name: golive.login_name or "" for each in form.fields if each.kind in _NAMED}
        fields |= {each.name: password for each in form.fields if each.kind == "password"}
        return visitor.send_form(
            form.action,
            fields,
            Cookie=_returned(shown.headers.get_list("set-cookie")),
            Referer=url,
            Origin=examination.settings.site,
        )


def _form(page: Page) -> Form | None:
    """A form with one password: a sign-up asks for it twice, or for more than a name."""
    for form in page.forms:
        kinds = [each.kind for each in form.fields]
        if form.method == "post" and kinds.count("password") == 1 and sum(kinds.count(kind) for kind in _NAMED) == 1:
            return form
    return None


def _returned(set_cookies: Iterable[str]) -> str:
    """The cookies as a browser sends them back."""
    return "; ".join(header.partition(";")[0].strip() for header in set_cookies)
