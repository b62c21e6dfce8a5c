"""Money as an integer number of minor units and a currency. No floats anywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

SYMBOLS = {"gbp": "£", "eur": "€", "usd": "$"}
ZERO_DECIMAL = frozenset(
    ["bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "ugx", "vnd", "vuv", "xaf", "xof", "xpf"]
)
_WRITTEN = re.compile(r"^(?P<sign>-?)(?P<symbol>[£€$])(?P<major>\d{1,3}(?:,\d{3})*|\d+)(?:\.(?P<minor>\d{2}))?$")


@dataclass(frozen=True, order=True)
class Money:
    """An amount: ``Money(6000)`` is £60.00. ``minor`` counts pence, cents, or whole units where there are no cents."""

    minor: int
    currency: str = "gbp"

    @classmethod
    def parse(cls, text: str) -> Money:
        """Read ``£60.00``, ``€1,250.00`` or ``$5``. ``ValueError`` names the text that could not be read."""
        found = _WRITTEN.match(text.strip())
        if not found:
            raise ValueError(f"{text!r} is not an amount; write it like £60.00")
        currency = next(code for code, symbol in SYMBOLS.items() if symbol == found["symbol"])
        minor = int(found["major"].replace(",", "")) * 100 + int(found["minor"] or 0)
        return cls(-minor if found["sign"] else minor, currency)

    @classmethod
    def from_major(cls, amount: Decimal | int | str, currency: str = "gbp") -> Money:
        """From a database's major units (``Decimal("60.00")``); more precision than the currency has is an error."""
        scaled = Decimal(amount) * cls(0, currency).units_per_major
        if scaled != scaled.to_integral_value():
            raise ValueError(f"{amount} {currency} has more decimals than the currency: the site stored a fraction")
        return cls(int(scaled), currency)

    @property
    def units_per_major(self) -> int:
        return 1 if self.currency in ZERO_DECIMAL else 100

    @property
    def major(self) -> Decimal:
        """As a database writes it: ``Decimal("60.00")``."""
        return (
            Decimal(self.minor) / self.units_per_major if self.units_per_major == 1 else Decimal(self.minor).scaleb(-2)
        )

    def percent(self, rate: Decimal | int) -> Money:
        """``rate`` % of the amount, rounded half-even to the minor unit."""
        share = (Decimal(self.minor) * Decimal(rate) / 100).quantize(Decimal(1), rounding=ROUND_HALF_EVEN)
        return Money(int(share), self.currency)

    def __add__(self, other: Money) -> Money:
        self._same_currency(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same_currency(other)
        return Money(self.minor - other.minor, self.currency)

    def _same_currency(self, other: Money) -> None:
        if self.currency != other.currency:
            raise ValueError(f"{self} and {other} are in different currencies")

    def __str__(self) -> str:
        sign = "-" if self.minor < 0 else ""
        whole, rest = divmod(abs(self.minor), self.units_per_major)
        amount = f"{whole:,}" if self.units_per_major == 1 else f"{whole:,}.{rest:02d}"
        symbol = SYMBOLS.get(self.currency)
        return f"{sign}{symbol}{amount}" if symbol else f"{sign}{amount} {self.currency.upper()}"
