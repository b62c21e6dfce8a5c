"""3. SSL certificate: what goes wrong shows a visitor nothing of the site's insides."""

from __future__ import annotations

import re
import secrets
from contextlib import suppress

from pennydrop.errors import SiteUnreachable
from pennydrop.golive.check import Answer, Section, check, failed, passed
from pennydrop.golive.crawl import crawl
from pennydrop.golive.examination import Examination
from pennydrop.golive.visitor import Answered, Visitor

_OFF = "switch debug mode off in production (Django: DEBUG = False) and restart the web server"
# Said by a debug page and by nothing else: these count on any page.
_DEBUG_PAGES = {
    "Django's debug page": re.compile(r"You.{1,10}re seeing this error because you have\s+<code>DEBUG = True", re.I),
    "Django's page of a new project": re.compile(r"You are seeing this page because.{0,300}DEBUG=True", re.I | re.S),
    "Django Debug Toolbar": re.compile(r"""id=["']djDebug["']"""),
    "Werkzeug's debugger (Flask)": re.compile(
        r"The debugger caught an exception in your WSGI application|__debugger__"
    ),
    "Rails' debug page": re.compile(r"<code>Rails\.root: |Action Controller: Exception caught"),
    "Laravel's debug page": re.compile(r"facade/ignition|Illuminate\\Foundation\\Bootstrap|window\.ignite\("),
    "Symfony's debug page": re.compile(r"Symfony Exception</title>|sf-toolbar-block"),
    "ASP.NET's debug page": re.compile(r"\[HttpException\b|<b>Stack Trace:</b>"),
}
# Of an answer that is an error, these too: an article about programming may hold them.
_TRACES = {
    "a Python traceback": re.compile(r"Traceback \(most recent call last\)"),
    "Django's request report": re.compile(r"Django Version:|Using the URLconf defined in"),
    "a JavaScript stack trace": re.compile(r"\bat (?:[\w.<>$\[\] ]+ \()?(?:/|[A-Z]:\\|file:///|node:)[^\s()]+:\d+:\d+"),
    "a Ruby stack trace": re.compile(r"\.rb:\d+:in [`']"),
    "a PHP stack trace": re.compile(r"Stack trace:\s*(?:<br\s*/?>\s*)?#0 |<b>(?:Fatal error|Warning)</b>: .+ on line "),
    "a Java stack trace": re.compile(r"\bat [\w.$]+\([\w$]+\.(?:java|kt):\d+\)"),
}


FOREIGN_HOST = "a host that is not its own"


@check("debug-pages", Section.TLS, "Debug pages are off: an error shows no stack trace and no settings.")
def debug_pages(examination: Examination) -> Answer:
    provoked = examination.once(_provoked)
    visited = [answered for resource in examination.once(crawl).pages for answered in resource.answers]
    for answered in (*provoked.values(), *visited):
        if what := _reveals(answered):
            return failed(f"{answered.url} answers {answered.status} with {what}", mend=_OFF)
    told = ", ".join(f"{answered.status} for {what}" for what, answered in provoked.items())
    return passed(f"nothing but error pages for visitors: {told}")


@check("server-errors", Section.TLS, "No page answers with a server error.")
def server_errors(examination: Examination) -> Answer:
    visited = [answered for resource in examination.once(crawl).resources for answered in resource.answers]
    # A foreign host's answer may be that of whatever else is on the server.
    provoked = [answered for what, answered in examination.once(_provoked).items() if what != FOREIGN_HOST]
    if broken := [answered for answered in (*visited, *provoked) if answered.status >= 500]:
        told = ", ".join(dict.fromkeys(f"{answered.url} answers {answered.status}" for answered in broken))
        return failed(told, mend="see the site's log at this moment for the error, and correct it")
    return passed(f"none among {examination.once(crawl).extent}, an unknown and a malformed address")


def _provoked(examination: Examination) -> dict[str, Answered]:
    """What the site answers to mistakes a visitor can make; asking changes nothing."""
    site, unknown = examination.settings.site, f"/pennydrop-{secrets.token_hex(4)}/"
    with Visitor(examination) as visitor:
        provoked = {
            "an unknown address": visitor.get(site + unknown),
            "a malformed address": visitor.get(f"{site}/%C0%00%FF{unknown}?page=%00%FF&page[]=-1"),
        }
        with suppress(SiteUnreachable):  # a server may well hang up: then nothing is revealed
            provoked[FOREIGN_HOST] = visitor.get(f"{site}/", Host="pennydrop.invalid")
    return provoked


def _reveals(answered: Answered) -> str:
    patterns = _DEBUG_PAGES | (_TRACES if answered.status >= 400 else {})
    return next((what for what, pattern in patterns.items() if pattern.search(answered.text)), "")


CHECKS = (debug_pages, server_errors)
