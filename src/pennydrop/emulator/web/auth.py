"""Whose request this is: API keys as Bearer, as Basic, or in a browser's form."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass

from pennydrop.emulator.core.account import Account
from pennydrop.emulator.core.keys import Key
from pennydrop.emulator.core.world import World
from pennydrop.emulator.wire.errors import StripeError

_KEY = re.compile(r"^(?P<kind>sk|rk|pk)_(?P<mode>test|live)_(?P<rest>\w+)$")
NO_KEY = (
    "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth"
    " (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we"
    " can help at https://support.stripe.com/."
)
PUBLISHABLE_KEY_REFUSED = (
    "This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your"
    " API keys at https://dashboard.stripe.com/account/apikeys."
)


@dataclass(frozen=True)
class Credentials:
    """The account of a request. ``from_browser``: it came with a publishable key. ``shown``: the key, starred."""

    account: Account
    from_browser: bool
    key: Key
    shown: str

    def require_secret(self) -> None:
        """``StripeError`` 403 for a publishable key."""
        if self.from_browser:
            raise StripeError(403, PUBLISHABLE_KEY_REFUSED, code="secret_key_required")

    def require(self, permission: str) -> None:
        """``StripeError`` 403 for a restricted key without this permission."""
        if not self.key.may(permission):
            raise StripeError(
                403,
                f"The provided key '{self.shown}' does not have the required permissions for this endpoint on account"
                f" '{self.account.id}'. Having the 'rak_{permission}' permission would allow this request to continue.",
            )


def authenticate(world: World, authorization: str, form: Mapping[str, object]) -> Credentials:
    """The account a key opens; ``StripeError`` 401 without a key, with a wrong one, with one of the other mode."""
    key = _key(authorization) or str(form.get("key", ""))
    if not key:
        raise StripeError(401, NO_KEY)
    parts = _KEY.match(key)
    known = world.settings.secret_keys
    given = world.keys.find(key)
    is_stranger = parts and not given and known and _secret_key(parts) not in known
    if parts is None or parts["mode"] != world.settings.mode or is_stranger:
        raise StripeError(401, f"Invalid API Key provided: {starred(key)}")
    mine = given or Key(parts["rest"])
    return Credentials(world.account(mine.account), parts["kind"] == "pk", mine, starred(key))


def _key(authorization: str) -> str:
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(value).decode().partition(":")[0]
        except (binascii.Error, UnicodeDecodeError):
            return ""
    return ""


def _secret_key(parts: re.Match[str]) -> str:
    """A publishable key opens the account of the secret key with the same ending."""
    kind = "sk" if parts["kind"] == "pk" else parts["kind"]
    return f"{kind}_{parts['mode']}_{parts['rest']}"


def starred(key: str) -> str:
    """A key as Stripe repeats it: its kind and its last four characters."""
    prefix = key[:8] if _KEY.match(key) else ""
    return f"{prefix}{'*' * max(len(key) - len(prefix) - 4, 4)}{key[-4:]}"
