"""Mailpit's REST API for mails: list, search, read, mark, tag, delete, send."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from pennydrop.mailbox.catcher import json_body, search, shapes
from pennydrop.mailbox.catcher.intake import Intake, clean_tag
from pennydrop.mailbox.catcher.lookup import find, parsed, zone_of
from pennydrop.mailbox.catcher.sending import SendRefused, compose
from pennydrop.mailbox.catcher.store import EVERYTHING, Condition, Store

_PAGE = 50
_OK = "ok"


class Rest:
    """The endpoints under ``/api/v1`` that deal with mails."""

    def __init__(self, store: Store, intake: Intake) -> None:
        self._store = store
        self._intake = intake

    def routes(self) -> list[Route]:
        return [
            Route("/api/v1" + path, endpoint, methods=[method])
            for method, path, endpoint in (
                ("GET", "/messages", self.list),
                ("PUT", "/messages", self.mark),
                ("DELETE", "/messages", self.delete),
                ("GET", "/search", self.search),
                ("DELETE", "/search", self.delete_found),
                ("GET", "/message/{id}", self.message),
                ("GET", "/message/{id}/headers", self.headers),
                ("GET", "/message/{id}/raw", self.raw),
                ("GET", "/message/{id}/part/{part}", self.part),
                ("GET", "/tags", self.tags),
                ("PUT", "/tags", self.replace_tags),
                ("POST", "/send", self.send),
            )
        ]

    async def list(self, request: Request) -> JSONResponse:
        limit = _number(request, "limit", _PAGE)
        before = search.epoch_ms(request.query_params.get("before", ""))
        where = EVERYTHING if before is None else Condition("created < ?", (before,))
        start, limit = (_number(request, "start", 0), limit) if limit else (0, -1)
        return JSONResponse(shapes.listing(self._store, where, start, limit, searched=False))

    async def search(self, request: Request) -> JSONResponse:
        where, start = _searched(request), _number(request, "start", 0)
        return JSONResponse(shapes.listing(self._store, where, start, _number(request, "limit", _PAGE), searched=True))

    async def message(self, request: Request) -> JSONResponse:
        row = find(self._store, request)
        self._store.mark(Condition.ids([row.id]), read=True)
        return JSONResponse(shapes.message(row, parsed(self._store, row), self._store.tags(row.id)))

    async def headers(self, request: Request) -> JSONResponse:
        mail = parsed(self._store, find(self._store, request))
        return JSONResponse(shapes.header_lists(mail.headers))

    async def raw(self, request: Request) -> Response:
        row = find(self._store, request)
        answer = PlainTextResponse(self._store.raw(row.id))
        if request.query_params.get("dl") == "1":
            answer.headers["Content-Disposition"] = f'attachment; filename="{row.id}.eml"'
        return answer

    async def part(self, request: Request) -> Response:
        found = parsed(self._store, find(self._store, request)).part(request.path_params["part"])
        if found is None:
            raise HTTPException(404, "404 page not found")
        name = quote(found.file_name or found.content_id)
        headers = {
            "Content-Type": found.content_type,
            "Content-Disposition": f'inline; filename="{name}"',
            "Content-Security-Policy": "script-src 'none'",  # an HTML attachment must not run as a page of the catcher
        }
        return Response(found.content, headers=headers)

    async def mark(self, request: Request) -> PlainTextResponse:
        body = await _json(request)
        ids, query = json_body.texts(body.get("ids")), body.get("search")
        if ids and query:
            raise HTTPException(400, "You may specify either IDs or a search query, not both")
        where = search.parse(str(query), zone_of(request)) if query else Condition.ids(ids) if ids else EVERYTHING
        self._store.mark(where, read=bool(body.get("read")))
        return PlainTextResponse(_OK)

    async def delete(self, request: Request) -> PlainTextResponse:
        """As in Mailpit, a body that names no ids, whatever it is, means all mails."""
        try:
            ids = json_body.texts(json_body.read(await request.body()).get("ids"))
        except json_body.BodyRefused:
            ids = []
        self._store.delete(Condition.ids(ids) if ids else EVERYTHING)
        return PlainTextResponse(_OK)

    async def delete_found(self, request: Request) -> PlainTextResponse:
        self._store.delete(_searched(request))
        return PlainTextResponse(_OK)

    async def tags(self, request: Request) -> JSONResponse:
        return JSONResponse(self._store.all_tags())

    async def replace_tags(self, request: Request) -> PlainTextResponse:
        body = await _json(request)
        tags = [tag for tag in map(clean_tag, json_body.texts(body.get("tags"))) if tag]
        self._store.replace_tags(json_body.texts(body.get("ids")), tags)
        return PlainTextResponse(_OK)

    async def send(self, request: Request) -> JSONResponse:
        try:
            raw, envelope = compose(json_body.read(await request.body()))
        except (json_body.BodyRefused, SendRefused) as refused:
            return JSONResponse({"Error": str(refused)}, 400)
        return JSONResponse({"ID": self._intake.accept(raw, envelope, by_smtp=False)})


def _searched(request: Request) -> Condition:
    query = request.query_params.get("query", "")
    if not query.strip():
        raise HTTPException(400, "Error: no search query")
    before = search.epoch_ms(request.query_params.get("before", ""))
    earlier = [] if before is None else [Condition("created < ?", (before,))]
    return Condition.all_of([search.parse(query, zone_of(request)), *earlier])


def _number(request: Request, name: str, default: int) -> int:
    value = request.query_params.get(name, "")
    return int(value) if value.isascii() and value.isdigit() else default


async def _json(request: Request) -> dict[str, Any]:
    try:
        return json_body.read(await request.body())
    except json_body.BodyRefused as refused:
        raise HTTPException(400, str(refused)) from None
