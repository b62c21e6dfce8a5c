"""Control routes that do what only Stripe itself or the merchant's bank could do to an account."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from pennydrop.emulator.core.account import Account
from pennydrop.emulator.core.keys import Key
from pennydrop.emulator.core.world import World
from pennydrop.emulator.domain import account as accounts
from pennydrop.emulator.domain.disputes import dispute
from pennydrop.emulator.domain.payouts import pay_out
from pennydrop.emulator.web.auth import starred
from pennydrop.emulator.wire.errors import StripeError

Asked = dict[str, Any]


def _order(act: Callable[[World, Asked], Asked]) -> Callable[[Request], Awaitable[Response]]:
    """A route that reads JSON, acts and answers JSON; 400 with a sentence when it cannot."""

    async def route(request: Request) -> Response:
        world: World = request.app.state.world
        try:
            asked = json.loads(await request.body() or b"{}")
            if not isinstance(asked, dict):
                raise ValueError(f"expected a JSON object, got {asked!r}")
            return JSONResponse(act(world, asked))
        except (ValueError, TypeError, KeyError, StripeError) as problem:
            return PlainTextResponse(f"cannot do this: {problem}\n", status_code=400)

    return route


def _account(world: World, asked: Asked) -> Account:
    name = asked.pop("account", None)
    found = world.account_called(name)
    if found is None:
        known = ", ".join(each.id for each in world.accounts()) or "none"
        raise ValueError(f'there is no one account {name or ""!r}; name one with "account": {known}')
    return found


def change_account(world: World, asked: Asked) -> Asked:
    """Let an account say something else of itself (``payouts_enabled``, ``requirements``, ...)."""
    account = _account(world, asked)
    accounts.change(account, asked)
    return {"account": account.id, "differs": account.profile}


def mend_account(world: World, asked: Asked) -> Asked:
    """Let an account be sound again."""
    account = _account(world, asked)
    account.profile = {}
    return {"account": account.id, "differs": {}}


def give_key(world: World, asked: Asked) -> Asked:
    """Give an account a key, a restricted one perhaps without all permissions."""
    secret, name = str(asked["key"]), str(asked["account"])
    prefixes = tuple(f"{kind}_{world.settings.mode}_" for kind in ("sk", "rk", "pk"))
    if not secret.startswith(prefixes):
        raise ValueError(f"{starred(secret)} is no key of {world.settings.mode} mode: {', '.join(prefixes)}")
    account = world.account_called(name) or world.account(name)
    world.keys.give(secret, Key(account.key, frozenset(asked.get("lacks", ()))))
    if secret.startswith("pk_"):
        account.publishable_key = secret
    return {"account": account.id, "key": starred(secret), "lacks": sorted(asked.get("lacks", ()))}


def open_dispute(world: World, asked: Asked) -> Asked:
    account = _account(world, asked)
    with world.transaction(account) as tx:
        charge = tx.get("charge", str(asked.pop("charge")))
        return dispute(tx, charge, **asked)


def make_payout(world: World, asked: Asked) -> Asked:
    account = _account(world, asked)
    with world.transaction(account) as tx:
        return pay_out(tx, **asked)


def routes(prefix: str) -> list[Route]:
    """The routes below the emulator's own prefix."""
    return [
        Route(f"{prefix}/account", _order(change_account), methods=["POST"]),
        Route(f"{prefix}/account", _order(mend_account), methods=["DELETE"]),
        Route(f"{prefix}/keys", _order(give_key), methods=["POST"]),
        Route(f"{prefix}/disputes", _order(open_dispute), methods=["POST"]),
        Route(f"{prefix}/payouts", _order(make_payout), methods=["POST"]),
    ]
