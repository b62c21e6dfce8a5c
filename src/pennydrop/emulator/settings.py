"""The emulator's settings, from the environment (``EMULATOR_*``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pennydrop.emulator.pages.variants import parse_variants
from pennydrop.emulator.schema.table import versions

PREFIX = "EMULATOR_"


@dataclass(frozen=True)
class EmulatorSettings:
    """How this emulator behaves; the defaults accept every test key and need nothing.

    ``live``: it is a live account's Stripe: live keys, ``livemode``, real cards; else test mode.
    ``secret_keys``: when given, only these open an account. ``signing_secret``: of every CLI session and webhook
    endpoint, when given. ``forwarded_events``: event types a CLI session forwards. ``seed``: makes ids reproducible.
    ``checkout_variant``: which awkward sides the Checkout page shows. ``ca_file``: certificate authorities (PEM) that
    webhook endpoints may have their certificates from, beside the usual ones.
    """

    live: bool = False
    secret_keys: tuple[str, ...] = ()
    signing_secret: str | None = None
    forwarded_events: tuple[str, ...] = ()
    account_name: str = "Pennydrop test account"
    api_version: str = versions()[-1]
    seed: str | None = None
    checkout_variant: str = ""
    ca_file: str | None = None

    @property
    def mode(self) -> str:
        """``live`` or ``test``, as keys and session ids spell it."""
        return "live" if self.live else "test"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> EmulatorSettings:
        """``EMULATOR_SECRET_KEYS`` and the others; ``ValueError`` names what is wrong with one."""
        given = {name.removeprefix(PREFIX).lower(): value for name, value in environment.items() if _is_ours(name)}
        unknown = sorted(set(given) - set(cls.__dataclass_fields__))
        if unknown:
            known = ", ".join(PREFIX + name.upper() for name in cls.__dataclass_fields__)
            raise ValueError(f"unknown environment variable {PREFIX}{unknown[0].upper()}; there are: {known}")
        settings = cls(
            live=_switch("LIVE", given.get("live", "")),
            secret_keys=_words(given.get("secret_keys", "")),
            signing_secret=given.get("signing_secret") or None,
            forwarded_events=_words(given.get("forwarded_events", "")),
            account_name=given.get("account_name") or cls.account_name,
            api_version=given.get("api_version") or cls.api_version,
            seed=given.get("seed") or None,
            checkout_variant=given.get("checkout_variant", ""),
            ca_file=given.get("ca_file") or None,
        )
        parse_variants(settings.checkout_variant)
        if any(f"_{settings.mode}_" not in key for key in settings.secret_keys):
            raise ValueError(
                f"EMULATOR_SECRET_KEYS holds a key that is not of {settings.mode} mode; the emulator takes"
                f" sk_{settings.mode}_... and rk_{settings.mode}_... (EMULATOR_LIVE=1 is live mode, unset is test mode)"
            )
        if settings.ca_file and not Path(settings.ca_file).is_file():
            raise ValueError(f"EMULATOR_CA_FILE is {settings.ca_file!r}; there is no such file")
        if settings.api_version not in versions():
            known = ", ".join(versions())
            raise ValueError(f"EMULATOR_API_VERSION is {settings.api_version!r}; there are tables for {known}")
        return settings


def _is_ours(name: str) -> bool:
    return name.startswith(PREFIX)


def _switch(name: str, text: str) -> bool:
    if text not in ("", "0", "1"):
        raise ValueError(f"{PREFIX}{name} is {text!r}; expected 1 or 0")
    return text == "1"


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())
