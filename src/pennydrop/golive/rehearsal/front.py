"""The web server before the site: speaks TLS, sends plain http to https, serves the static files."""

from __future__ import annotations

import ssl
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path

import httpx2
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from pennydrop.golive.rehearsal.server import ServerThread

HOST = "localhost"
EVERY_METHOD = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
_OF_ONE_HOP = frozenset(["connection", "content-length", "keep-alive", "transfer-encoding", "server", "date"])


@dataclass
class Answer:
    """An answer on its way out, for a rule to change."""

    status: int
    headers: MutableHeaders
    body: bytes


Rule = Callable[[str, Answer], None]


class Front:
    """Two ports on 127.0.0.1: https for the site at ``backend``, and http that leads there.

    ``rules`` change answers by path on their way out, as a web server's own configuration does. ``redirects`` says
    whether plain http leads to https.
    """

    def __init__(self, backend: str, static: Path, https_port: int, http_port: int) -> None:
        self.url = f"https://{HOST}:{https_port}"
        self.http_url = f"http://{HOST}:{http_port}"
        self.rules: MutableMapping[str, Rule] = {}
        self.redirects = True
        self._backend = backend
        # A connection for each request: gunicorn's old workers would wait for idle ones.
        limits = httpx2.Limits(max_keepalive_connections=0)
        # No cookie is kept: whoever logs in would log everybody in.
        nobodys = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
        self._client = httpx2.Client(
            trust_env=False, timeout=60, follow_redirects=False, limits=limits, cookies=nobodys
        )
        app = Starlette(
            routes=[
                Mount("/static", StaticFiles(directory=static, check_dir=False)),
                Route("/{path:path}", self._pass_on, methods=EVERY_METHOD),
            ]
        )
        self._https = ServerThread(app, https_port)
        self._http = ServerThread(
            Starlette(routes=[Route("/{path:path}", self._plain, methods=EVERY_METHOD)]), http_port
        )

    def start(self, context: ssl.SSLContext) -> None:
        self._https.start(context)
        self._http.start()

    def present(self, context: ssl.SSLContext) -> None:
        """Speak TLS with another certificate, or in other versions, from now on."""
        self._https.stop()
        self._https.start(context)

    def stop(self) -> None:
        self._https.stop()
        self._http.stop()
        self._client.close()

    async def _pass_on(self, request: Request) -> Response:
        return await self._forward(request, await request.body(), "https")

    async def _plain(self, request: Request) -> Response:
        if self.redirects:
            return RedirectResponse(self.url + _asked_for(request), status_code=301)
        return await self._forward(request, await request.body(), "http")

    async def _forward(self, request: Request, body: bytes, scheme: str) -> Response:
        path = request.url.path
        headers = [(name, value) for name, value in request.headers.items() if not _is_ours(name)]
        headers += [("x-forwarded-proto", scheme), ("x-forwarded-for", request.client.host if request.client else "")]
        target = self._backend + _asked_for(request)
        try:
            said = await run_in_threadpool(self._client.request, request.method, target, headers=headers, content=body)
        except httpx2.TransportError as error:
            return PlainTextResponse(f"502 Bad Gateway: {type(error).__name__}\n", status_code=502)
        kept = [(name, value) for name, value in said.headers.multi_items() if name.lower() not in _OF_ONE_HOP]
        answer = Answer(said.status_code, MutableHeaders(raw=_raw(kept)), said.content)
        for rule in list(self.rules.values()):
            rule(path, answer)
        response = Response(answer.body, status_code=answer.status)
        response.raw_headers = [
            *answer.headers.raw,
            *((name, value) for name, value in response.raw_headers if name == b"content-length"),
        ]
        return response


def _is_ours(name: str) -> bool:
    """Whether a header of the client's is for us to set: nobody else may say by which scheme a request came."""
    return name in _OF_ONE_HOP or name.startswith("x-forwarded-")


def _asked_for(request: Request) -> str:
    """Path and query exactly as they came in, however odd."""
    query: bytes = request.scope["query_string"]
    raw: bytes = request.scope["raw_path"] + (b"?" + query if query else b"")
    return raw.decode("latin-1")


def _raw(headers: list[tuple[str, str]]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
