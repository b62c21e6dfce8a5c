"""Tiny programs to manage in tests."""

from __future__ import annotations

import sys


def python(code: str) -> list[str]:
    return [sys.executable, "-S", "-c", code]


def web_server(port: int) -> list[str]:
    """Answers 200 to every GET."""
    return python(
        "import http.server\n"
        "class Handler(http.server.BaseHTTPRequestHandler):\n"
        "    def do_GET(self):\n"
        "        self.send_response(200); self.end_headers(); self.wfile.write(b'{}')\n"
        f"http.server.ThreadingHTTPServer(('127.0.0.1', {port}), Handler).serve_forever()\n"
    )


STAYS = python("import signal; print('up', flush=True); signal.pause()")
STUBBORN = python(
    "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True)\nwhile True: signal.pause()"
)
