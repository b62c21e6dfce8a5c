"""What the queries are written in: amounts out of the texts of a database, and amounts for people."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from pennydrop.money import SYMBOLS, ZERO_DECIMAL
from pennydrop.reconcile.engine import quoted

if TYPE_CHECKING:
    from pennydrop.bookkeeping.chart import Chart

# A shop that has stored "60.005" or "about sixty" has stored no amount: NULL. Binary dust of a float is less than half
# of the eighth decimal.
MACROS = """
CREATE MACRO units(currency) AS CASE WHEN lower(currency) IN ({zero_decimal}) THEN 1 ELSE 100 END;
CREATE MACRO scaled(text, currency) AS TRY_CAST(text AS DECIMAL(24, 8)) * units(currency);
CREATE MACRO minor(text, currency) AS
    CASE WHEN scaled(text, currency) = trunc(scaled(text, currency))
    THEN TRY_CAST(scaled(text, currency) AS BIGINT) END;
CREATE MACRO symbol(currency) AS CASE lower(currency) {symbols} ELSE '' END;
CREATE MACRO digits(amount, currency) AS
    CASE units(currency) WHEN 1 THEN format('{{:,}}', abs(amount))
    ELSE format('{{:,}}.{{:02d}}', abs(amount) // 100, abs(amount) % 100) END;
CREATE MACRO money(amount, currency) AS
    CASE WHEN amount < 0 THEN '-' ELSE '' END || symbol(currency) || digits(amount, currency)
    || CASE WHEN symbol(currency) = '' THEN ' ' || upper(currency) ELSE '' END;
CREATE MACRO said_payment(intent, session, charge, amount, returned, currency) AS
    concat(coalesce(intent, charge), ' (' || session || ')', ': ', money(amount, currency), ' paid',
           CASE WHEN returned > 0 THEN ', ' || money(returned, currency) || ' returned' END);
CREATE MACRO written(amount, text, currency) AS coalesce(money(amount, currency), text, 'no amount');
CREATE MACRO said_record(key, status, total, total_text, refunded, refunded_text, currency) AS
    concat({records}, ' ', key, ': ', written(total, total_text, currency), ' ', coalesce(status, 'no status'),
           CASE WHEN refunded IS NULL OR refunded > 0
                THEN ', ' || written(refunded, refunded_text, currency) || ' returned' END);
CREATE MACRO said_item(kind, key, price, owned) AS
    concat(kind, ' ', key, ': ', format('{{:.2f}}', CAST(price AS DOUBLE)), CASE WHEN owned THEN ', owned' END);
"""


def macros(chart: Chart) -> str:
    """All of them, for the shop of this chart."""
    signs = " ".join(f"WHEN {quoted(code)} THEN {quoted(sign)}" for code, sign in SYMBOLS.items())
    zero_decimal = ", ".join(map(quoted, sorted(ZERO_DECIMAL)))
    filled = MACROS.format(records=quoted(chart.payments.table), zero_decimal=zero_decimal, symbols=signs)
    return filled + due_macro(chart.payments.commission_percent)


def due_macro(percent: Decimal | None) -> str:
    """SQL for the commission that is due of an amount: exact, rounded half to even; NULL where there is no rate."""
    if percent is None:
        return "CREATE MACRO due(amount) AS CAST(NULL AS BIGINT)"
    rate = Fraction(percent) / 100
    top, bottom = rate.numerator, rate.denominator
    whole, twice = f"(amount * {top} // {bottom})", f"(2 * (amount * {top} % {bottom}))"
    up = f"{twice} > {bottom} OR ({twice} = {bottom} AND {whole} % 2 = 1)"
    return f"CREATE MACRO due(amount) AS {whole} + CASE WHEN {up} THEN 1 ELSE 0 END"
