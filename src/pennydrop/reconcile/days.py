"""What each day has brought, for the table at the end of a report."""

from __future__ import annotations

import duckdb

from pennydrop.reconcile.result import Day

MANY = 5
"""Times the median of the days, for a number of payments to be remarkable; half a dozen are always believed."""
LEAST = 20
QUERY = f"""
WITH counted AS (
    SELECT CAST(moment // 86400 AS BIGINT) AS day, currency,
           count(*) FILTER (ours AND status = 'paid') AS paid,
           coalesce(sum(amount) FILTER (ours AND status = 'paid'), 0)::BIGINT AS paid_amount,
           count(*) FILTER (status = 'failed') AS failed,
           coalesce(sum(amount) FILTER (status = 'failed'), 0)::BIGINT AS failed_amount,
           coalesce(sum(fee) FILTER (ours AND status = 'paid'), 0)::BIGINT AS fees,
           count(*) FILTER (NOT ours AND status = 'paid') AS others
    FROM attempt GROUP BY ALL),
usual AS (SELECT currency, median(paid) AS paid, count(*) AS days FROM counted GROUP BY currency)
SELECT strftime(to_timestamp(c.day * 86400), '%Y-%m-%d'), c.currency, c.paid, c.paid_amount, c.failed, c.failed_amount,
       c.fees, c.others,
       concat_ws(', ',
           CASE WHEN u.days > 5 AND c.paid >= {LEAST} AND c.paid >= {MANY} * u.paid THEN 'many payments' END,
           CASE WHEN EXISTS (FROM finding f WHERE f.kind IN ('card-testing', 'failure-spike')
                             AND floor(f.moment / 86400) = c.day) THEN 'many failures' END)
FROM counted c JOIN usual u USING (currency) ORDER BY c.day, c.currency
"""  # noqa: S608 - numbers of our own


def days(connection: duckdb.DuckDBPyConnection) -> list[Day]:
    """Every day and currency with an attempt, in UTC. ``fees`` are those of Stripe, ``others`` payments of another
    application; failed attempts are those of the whole account."""
    return [Day(*row) for row in connection.execute(QUERY).fetchall()]
