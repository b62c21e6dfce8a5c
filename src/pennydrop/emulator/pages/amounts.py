"""Amounts as Checkout shows them to a visitor whose browser speaks American English."""

from __future__ import annotations

from pennydrop.emulator.domain.currencies import THREE_DECIMAL, ZERO_DECIMAL

# What en-US puts before the number; any other currency is written with its code.
_SIGNS = {
    "aud": "A$",
    "brl": "R$",
    "cad": "CA$",
    "cny": "CN¥",
    "eur": "€",
    "gbp": "£",
    "hkd": "HK$",
    "ils": "₪",
    "inr": "₹",
    "jpy": "¥",
    "krw": "₩",
    "mxn": "MX$",
    "nzd": "NZ$",
    "php": "₱",
    "twd": "NT$",
    "usd": "$",
    "vnd": "₫",
}


def amount_text(minor: int, currency: str) -> str:
    """``amount_text(6000, "gbp")`` is ``£60.00``; ``minor`` counts the currency's smallest units."""
    decimals = _decimals(currency)
    whole, rest = divmod(abs(minor), 10**decimals)
    number = f"{whole:,}" + (f".{rest:0{decimals}d}" if decimals else "")
    sign = _SIGNS.get(currency, currency.upper() + "\N{NO-BREAK SPACE}")
    return f"{'-' if minor < 0 else ''}{sign}{number}"


def _decimals(currency: str) -> int:
    if currency in ZERO_DECIMAL:
        return 0
    return 3 if currency in THREE_DECIMAL else 2
