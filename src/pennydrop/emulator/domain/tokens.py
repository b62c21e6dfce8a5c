"""Tokens of a browser that hold no card: only that the security code was typed again."""

from __future__ import annotations

from pennydrop.emulator.core.objects import Object
from pennydrop.emulator.domain.registry import Answer, Call, endpoint
from pennydrop.emulator.wire.errors import invalid, not_emulated

PATH = "/v1/tokens"


@endpoint(f"POST {PATH}", "cvc_update[cvc]", for_browsers=True)
def create(call: Call) -> Answer:
    if "cvc_update" not in call.params:
        raise not_emulated("tokens of anything but a security code", "cvc_update")
    cvc = str(call.params["cvc_update"]["cvc"])
    if not cvc.isdigit() or len(cvc) not in (3, 4):
        raise invalid("Your card's security code is invalid.", "cvc", "invalid_cvc")
    token: Object = {
        "id": call.tx.new_id("cvc_token"),
        "object": "token",
        "client_ip": None,
        "created": call.tx.now,
        "type": "cvc_update",
        "used": False,
    }
    return call.tx.add(token)


@endpoint(f"GET {PATH}/{{token}}")
def retrieve(call: Call) -> Answer:
    return call.tx.get("token", call.ids["token"], param="token")
