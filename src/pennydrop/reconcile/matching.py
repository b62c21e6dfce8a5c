"""Both sides under names that know nothing of the site, and which record and which goods belong to which payment."""

from __future__ import annotations

# A payment is a charge that took money, in the period or, if something went back lately, before it.
MATCHING = (
    """
    CREATE TABLE payment AS
    WITH latest AS (
        SELECT charge, max(moment) AS moment FROM (
            SELECT charge, moment FROM refund UNION ALL SELECT charge, moment FROM dispute) GROUP BY charge),
    lost AS (SELECT charge, sum(amount) AS amount FROM dispute WHERE status = 'lost' GROUP BY charge),
    withdrawn AS (SELECT DISTINCT charge FROM dispute WHERE status IN ('needs_response', 'under_review')),
    earlier AS (
        SELECT charge AS id, any_value(intent) AS intent, any_value(charged) AS moment,
               any_value(charge_amount) AS amount, max(charge_returned) AS returned,
               any_value(charge_currency) AS currency
        FROM (FROM refund UNION ALL FROM dispute) WHERE charge_status = 'paid' AND charged < $since GROUP BY charge),
    taken AS (
        SELECT rowid AS n, id, intent, moment, amount, returned, currency, false AS earlier FROM charge
        WHERE status = 'paid' AND moment >= $since AND moment < $until
        UNION ALL SELECT -row_number() OVER (), *, true FROM earlier)
    SELECT t.n, t.id AS charge, t.intent, s.id AS session, t.moment, t.amount, t.returned,
           t.currency, t.earlier, coalesce(s.ours, false) AS ours, s.likeness,
           greatest(t.moment, l.moment) > $settled AS young,
           coalesce(lost.amount, 0) AS lost, w.charge IS NOT NULL AS withdrawn
    FROM taken t
    LEFT JOIN session s ON s.intent = t.intent AND s.payment = 'paid'
    LEFT JOIN latest l ON l.charge = t.id
    LEFT JOIN lost ON lost.charge = t.id
    LEFT JOIN withdrawn w ON w.charge = t.id
    """,
    """
    CREATE TABLE record AS
    SELECT rowid AS n, key, intent, session, lower(currency) AS currency, status, moment,
           total AS total_text, minor(total, currency) AS total,
           refunded AS refunded_text, CASE WHEN refunded IS NULL THEN 0 ELSE minor(refunded, currency) END AS refunded,
           commission AS commission_text, minor(commission, currency) AS commission,
           share AS share_text, minor(share, currency) AS share,
           status IN ($completed, $refunded) AS taken
    FROM record_said
    """,
    """
    CREATE TABLE item AS
    SELECT rowid AS n, kind, key, intent, session,
           coalesce(TRY_CAST(price AS DECIMAL(24, 8)), 0) AS price, owned, sold, moment, alike,
           hash(kind, key) AS thing, hash(alike) AS likeness
    FROM item_said
    """,
    # A PaymentIntent decides, where one is on record; a session may have been replaced by a later one.
    """
    CREATE TABLE pairing AS
    SELECT p.n AS payment, r.n AS record FROM payment p JOIN record r ON r.intent = p.intent
    UNION ALL
    SELECT p.n, r.n FROM payment p JOIN record r ON r.session = p.session WHERE r.intent IS NULL
    """,
    """
    CREATE TABLE sale AS
    SELECT p.n AS payment, i.n AS item FROM payment p JOIN item i ON i.intent = p.intent
    UNION ALL
    SELECT p.n, i.n FROM payment p JOIN item i ON i.session = p.session WHERE i.intent IS NULL
    """,
    # One line for each payment with all that is known of it: what most kinds look at.
    """
    CREATE TABLE entry AS
    WITH told AS (SELECT payment, count(*) AS records, min(record) AS record FROM pairing GROUP BY payment),
    bought AS (
        SELECT payment, count(*) AS items, sum(price) AS price FROM sale JOIN item ON item.n = sale.item
        WHERE item.sold GROUP BY payment)
    SELECT p.*, p.amount - p.returned AS kept, coalesce(told.records, 0) AS records, told.record,
           coalesce(bought.items, 0) AS items,
           CAST(coalesce(bought.price, 0) * units(p.currency) AS DECIMAL(28, 8)) AS prices,
           (p.ours OR (p.earlier AND told.records > 0)) AND NOT p.young AS judged
    FROM payment p LEFT JOIN told ON told.payment = p.n LEFT JOIN bought ON bought.payment = p.n
    """,
    # What Stripe says of ids that belong to no payment of the period; ids it is asked about singly are added.
    """
    CREATE TABLE known AS
    SELECT DISTINCT id, payment = 'paid' AS paid FROM session
    UNION ALL SELECT intent, bool_or(payment = 'paid') FROM session WHERE intent IS NOT NULL GROUP BY intent
    """,
    # Two payments of which one record has the PaymentIntent of the first and the session of the second.
    """
    CREATE TABLE shared AS
    SELECT a.n AS first, b.n AS second, r.n AS record
    FROM record r JOIN entry a ON a.intent = r.intent JOIN entry b ON b.session = r.session
    WHERE a.n <> b.n AND b.records = 0
    """,
)
