"""Keys that were given to an account by name, and what a restricted one may not do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Key:
    """A key of the account called ``account``. ``lacks`` names permissions in Stripe's words (``webhook_read``)."""

    account: str
    lacks: frozenset[str] = frozenset()

    def may(self, permission: str) -> bool:
        """Whether the key has it. Who may not read a thing may not write it either."""
        resource = permission.removesuffix("_write")
        return permission not in self.lacks and f"{resource}_read" not in self.lacks


class Keys:
    """The keys an account was given; others open the account of their ending."""

    def __init__(self) -> None:
        self._keys: dict[str, Key] = {}

    def give(self, secret: str, key: Key) -> None:
        """From now on ``secret`` opens ``key.account``."""
        self._keys[secret] = key

    def find(self, secret: str) -> Key | None:
        return self._keys.get(secret)


# What Stripe calls the permission of a route whose name does not say it.
_RESOURCES = {
    "account": "accounts_kyc_id_numbers",
    "accounts": "accounts_kyc_id_numbers",
    "refunds": "charge",
    "webhook_endpoints": "webhook",
}


def permission_for(method: str, path: str) -> str:
    """The permission a call needs: ``GET /v1/checkout/sessions/{session}`` needs ``checkout_session_read``.

    ``path`` is the route's template.
    """
    names = [part for part in path.removeprefix("/v1/").split("/") if not part.startswith("{")]
    resource = "_".join(names[:2]) if names[0] == "checkout" else names[0]
    return f"{_RESOURCES.get(resource, resource.removesuffix('s'))}_{'read' if method == 'GET' else 'write'}"
