"""The pages a customer sees: hosted Checkout and the bank's 3-D Secure challenge."""

from __future__ import annotations

from starlette.routing import BaseRoute

routes: list[BaseRoute] = []
