"""The pages people see: hosted Checkout, the bank's 3-D Secure challenge, and the emulator's front page."""

from __future__ import annotations

from pathlib import Path

from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from pennydrop.emulator.pages import three_d_secure
from pennydrop.emulator.pages.checkout import checkout
from pennydrop.emulator.pages.index import index

_CHALLENGE = "/3d_secure_2_test/{account}/{payment_intent}/challenge"

routes: list[BaseRoute] = [
    Route("/", index, methods=["GET"]),
    Route("/c/pay/{session}", checkout, methods=["GET"]),
    Route("/v3/three-ds-2-challenge.html", three_d_secure.outer_frame, methods=["GET"]),
    Route("/v3/m-outer.html", three_d_secure.helper_frame, methods=["GET"]),
    Route(_CHALLENGE, three_d_secure.challenge, methods=["GET"]),
    Route(f"{_CHALLENGE}/complete", three_d_secure.complete, methods=["POST"]),
    Route(f"{_CHALLENGE}/fail", three_d_secure.fail, methods=["POST"]),
    Mount("/__emulator__/static", StaticFiles(directory=Path(__file__).parent / "static")),
]
