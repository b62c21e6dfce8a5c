"""Currencies: which there are, how amounts are written, the least that can be charged."""

from __future__ import annotations

from pennydrop.emulator.wire.errors import StripeError, invalid

_SUPPORTED = """
    usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bif bmd bnd bob brl bsd bwp byn bzd cad cdf
    chf clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg
    huf idr ils inr isk jmd jpy kes kgs khr kmf krw kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop
    mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd
    scr sek sgd shp sle sos srd std szl thb tjs top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xof
    xpf yer zar zmw bhd jod kwd omr tnd
"""
SUPPORTED = tuple(_SUPPORTED.split())
_ZERO_DECIMAL = "bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf"
ZERO_DECIMAL = frozenset(_ZERO_DECIMAL.split())
THREE_DECIMAL = frozenset(["bhd", "jod", "kwd", "omr", "tnd"])
SYMBOLS = {"usd": "$", "gbp": "£", "eur": "€", "jpy": "¥", "aud": "$", "cad": "$", "nzd": "$", "hkd": "$", "sgd": "$"}
# Minor units. For the others Stripe converts to the settlement currency; half a major unit stands in for that.
MINIMUM = {
    "aed": 200, "aud": 50, "bgn": 100, "brl": 50, "cad": 50, "chf": 50, "czk": 1500, "dkk": 250, "eur": 50, "gbp": 30,
    "hkd": 400, "huf": 17500, "inr": 50, "jpy": 50, "mxn": 1000, "myr": 200, "nok": 300, "nzd": 50, "pln": 200,
    "ron": 200, "sek": 300, "sgd": 50, "thb": 1000, "usd": 50,
}  # fmt: skip
MAXIMUM = 99_999_999
MAXIMUM_RUPIAH = 999_999_999_999


def checked_currency(currency: str, param: str = "currency") -> str:
    """The code in lower case; ``StripeError`` for one that Stripe does not know."""
    if currency.lower() not in SUPPORTED:
        listed = ", ".join(SUPPORTED)
        raise invalid(f"Invalid currency: {currency}. Stripe currently supports these currencies: {listed}", param)
    return currency.lower()


def minimum(currency: str) -> int:
    """The least a payment can be, in minor units."""
    return MINIMUM.get(currency, 1 if currency in ZERO_DECIMAL else 50)


def written(amount: int, currency: str) -> str:
    """An amount of minor units as Stripe's messages write it: ``$0.50``, ``£1,250.00``, ``100 huf``."""
    decimals = 0 if currency in ZERO_DECIMAL else 3 if currency in THREE_DECIMAL else 2
    text = f"{amount / 10**decimals:,.{decimals}f}"
    return f"{SYMBOLS[currency]}{text}" if currency in SYMBOLS else f"{text} {currency}"


def check_amount(amount: int, currency: str, param: str = "amount") -> None:
    """Refuse an amount outside what Stripe charges."""
    if amount <= 0:
        raise _not_positive(amount, param)
    if amount < minimum(currency):
        least = written(minimum(currency), currency)
        raise invalid(f"Amount must be at least {least} {currency}", param, "amount_too_small")
    most = MAXIMUM_RUPIAH if currency == "idr" else MAXIMUM
    if amount > most:
        raise invalid(f"Amount must be no more than {written(most, currency)}", param, "amount_too_large")


def _not_positive(amount: int, param: str) -> StripeError:
    if amount < 0:
        return invalid("This value must be greater than or equal to 1.", param, "parameter_invalid_integer")
    return invalid(
        "The amount must be greater than or equal to the minimum charge amount allowed for your account and the"
        " currency set (https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts).  If you want to save a"
        " Payment Method for future use without an immediate payment, use a Setup Intent instead:"
        " https://docs.stripe.com/payments/setup-intents",
        param,
        "parameter_invalid_integer",
    )
