"""Pages for people: the caught mails, and one mail to read. Everything that came by mail is escaped or sandboxed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from html import escape
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from pennydrop.mailbox.catcher import search, shapes
from pennydrop.mailbox.catcher.lookup import find, parsed
from pennydrop.mailbox.catcher.mime import ParsedMail, Part
from pennydrop.mailbox.catcher.store import Condition, Store, StoredMail

_SHOWN = 200
# Pages of our own run no script; a mail may show pictures and styles from anywhere, and run no script either.
_PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'self'"
_MAIL_POLICY = "default-src 'none'; style-src * 'unsafe-inline'; img-src * data:; font-src * data:; base-uri 'none'"
_SANDBOX = "allow-popups allow-popups-to-escape-sandbox"
_LINKS_IN_NEW_TABS = '<base target="_blank">'

_STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h1 a { color: inherit; text-decoration: none; }
form { float: right; } input { font: inherit; padding: .2rem .5rem; }
ol { list-style: none; padding: 0; } li { border-top: 1px solid #8884; }
li a { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; padding: .6rem 0; color: inherit;
       text-decoration: none; }
li a:hover { background: #8881; } .unread b::before { content: "\\2022  "; color: #06c; }
small { opacity: .7; overflow-wrap: anywhere; } dl { display: grid; grid-template-columns: auto 1fr; gap: 0 1rem; }
dt { opacity: .7; } dd { margin: 0; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; border-top: 1px solid #8884; padding-top: 1rem; }
iframe { width: 100%; height: 34rem; border: 1px solid #8884; background: #fff; }
"""


class Pages:
    """``/`` lists the mails, ``/view/{id}`` shows one; ``.html`` and ``.txt`` are its bare parts, as in Mailpit."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> list[Route]:
        return [
            Route("/", self.mails),
            Route("/view/latest", self.latest),
            Route("/view/{id}.html", self.html),
            Route("/view/{id}.txt", self.text),
            Route("/view/{id}", self.mail),
        ]

    async def mails(self, request: Request) -> HTMLResponse:
        query = request.query_params.get("query", "")
        rows = self._store.page(search.parse(query), limit=_SHOWN)
        total, _ = self._store.count()
        shown = f"{len(rows)} of {total} mails" if len(rows) < total else f"{total} mails"
        entries = "".join(_entry(row, read) for row, read in rows) or "<li>Nothing here yet.</li>"
        finder = f'<form><input type="search" name="query" value="{escape(query)}" placeholder="to:zoe@"></form>'
        return _page("Caught mail", f"{finder}<h1>Caught mail</h1><p>{shown}</p><ol>{entries}</ol>")

    async def mail(self, request: Request) -> HTMLResponse:
        row = find(self._store, request)
        self._store.mark(Condition.ids([row.id]), read=True)
        return _page(row.subject or "(no subject)", _whole_mail(row, parsed(self._store, row)))

    async def latest(self, request: Request) -> RedirectResponse:
        row = self._store.newest(search.parse(request.query_params.get("query", "")))
        return RedirectResponse(f"/view/{row.id}" if row else "/", 302)

    async def html(self, request: Request) -> Response:
        row = find(self._store, request)
        mail = parsed(self._store, row)
        if not mail.html:
            return PlainTextResponse("This message does not contain a HTML part", 404)
        self._store.mark(Condition.ids([row.id]), read=True)
        html = _with_pictures(row, mail)
        if request.query_params.get("embed") == "1":
            html += _LINKS_IN_NEW_TABS  # at the end, or a document type at its start would no longer count
        return HTMLResponse(html, headers={"Content-Security-Policy": _MAIL_POLICY})

    async def text(self, request: Request) -> PlainTextResponse:
        row = find(self._store, request)
        self._store.mark(Condition.ids([row.id]), read=True)
        return PlainTextResponse(parsed(self._store, row).text)


def _page(title: str, body: str) -> HTMLResponse:
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style>'
    return HTMLResponse(
        f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>',
        headers={"Content-Security-Policy": _PAGE_POLICY},
    )


def _entry(row: StoredMail, read: bool) -> str:
    received = f"{datetime.fromtimestamp(row.created / 1000):%d %b %H:%M:%S}"
    recipients = _people(shapes.addresses(row.to_addresses) + shapes.addresses(row.bcc_addresses))
    return (
        f'<li class="{"read" if read else "unread"}"><a href="/view/{row.id}">'
        f"<b>{escape(row.subject or '(no subject)')}</b><small>{received}</small>"
        f"<small>to {recipients} &middot; {escape(row.snippet)}</small></a></li>"
    )


def _whole_mail(row: StoredMail, mail: ParsedMail) -> str:
    facts = {
        "From": _people([shapes.address(row.from_address)]),
        "To": _people(shapes.addresses(row.to_addresses)),
        "Cc": _people(shapes.addresses(row.cc_addresses)),
        "Bcc": _people(shapes.addresses(row.bcc_addresses)),
        "Date": escape(mail.headers.first("Date")),
        "Parts": ", ".join(_link(row, part) for part in (*mail.attachments, *mail.inline) if part.is_named),
    }
    listed = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts.items() if value)
    frame = (
        f'<iframe sandbox="{_SANDBOX}" src="/view/{row.id}.html?embed=1" title="HTML"></iframe>' if mail.html else ""
    )
    source = f'<p><a href="/api/v1/message/{row.id}/raw">Source</a></p>'
    return (
        f'<p><a href="/">All mails</a></p><h1>{escape(row.subject or "(no subject)")}</h1><dl>{listed}</dl>'
        f"{frame}<pre>{escape(mail.text)}</pre>{source}"
    )


def _people(addresses: Iterable[dict[str, str]]) -> str:
    return ", ".join(escape(f"{it['Name']} <{it['Address']}>" if it["Name"] else it["Address"]) for it in addresses)


def _link(row: StoredMail, part: Part) -> str:
    return f'<a href="{_part_url(row, part)}">{escape(part.file_name or part.content_id)}</a>'


def _part_url(row: StoredMail, part: Part) -> str:
    return f"/api/v1/message/{row.id}/part/{quote(part.id)}"


def _with_pictures(row: StoredMail, mail: ParsedMail) -> str:
    html = mail.html
    for part in mail.inline:
        if part.content_id:
            html = html.replace(f"cid:{part.content_id}", _part_url(row, part))
    return html
