"""A live account of a test's own at the emulator of the production-like world."""

from __future__ import annotations

import copy
from typing import Any

import httpx2

from pennydrop.golive.check import Answer, Check
from pennydrop.golive.examination import Examination
from pennydrop.golive.rehearsal.stripe import random_letters
from pennydrop.golive.rehearsal.world import World
from pennydrop.settings import Settings, load_settings


class LiveAccount:
    """``id``, and keys that name it in their first letters, as Stripe's do. No payment and no endpoint yet."""

    def __init__(self, world: World) -> None:
        self.world, self.name = world, random_letters(24)
        self.first_key = self.give(f"sk_live_{random_letters(40)}")
        self.id = str(self.ask("GET", "account")["id"])
        self.secret_key = self.give(self.key("sk"))
        self.restricted_key = self.give(self.key("rk"))
        self.publishable_key = self.give(self.key("pk"))

    def key(self, kind: str) -> str:
        return f"{kind}_live_51{self.id.removeprefix('acct_1')}{random_letters(70)}"

    def give(self, key: str, *lacks: str) -> str:
        """Let the account have this key, a restricted one without some permissions."""
        self.world.stripe.order("keys", key=key, account=self.name, lacks=list(lacks))
        return key

    def say(self, **changes: Any) -> None:
        """Let the account say something else of itself."""
        self.world.stripe.order("account", account=self.id, **changes)

    def mend(self) -> None:
        self.world.stripe.order("account", method="DELETE", account=self.id)

    def ask(self, method: str, path: str, **params: Any) -> dict[str, Any]:
        """One call of the API; lists are given as they are."""
        flat: dict[str, Any] = {}
        for name, value in params.items():
            flat |= {f"{name}[{n}]": each for n, each in enumerate(value)} if isinstance(value, list) else {name: value}
        url, headers = f"{self.world.stripe.url}/v1/{path}", {"Authorization": f"Bearer {self.first_key}"}
        with httpx2.Client(headers=headers, trust_env=False) as client:
            answer = client.get(url, params=flat) if method == "GET" else client.request(method, url, data=flat)
        assert answer.is_success, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def pays(self) -> str:
        """Let there be a payment; its PaymentIntent's id."""
        return str(self.ask("POST", "payment_intents", amount=100, currency="gbp")["id"])

    def settings(self, key: str | None = None, **golive: Any) -> Settings:
        """The world's settings, but with this account."""
        config = copy.deepcopy(self.world.config)
        config["stripe_secret_key"] = key or self.secret_key
        config["golive"] |= {"account": self.id} | golive
        return load_settings(**config)

    def look(self, check: Check, key: str | None = None, **golive: Any) -> Answer:
        return Examination(self.settings(key, **golive), writing=True).answer(check)
