"""What the kinds of discrepancy are written in.

``said_record`` and its like stand in each query that needs them, not once in a view below: there DuckDB would put the
words together for every row of a million, before it knows which few are told.
"""

from __future__ import annotations

VIEWS = (
    # What the kinds are written in: a payment with its one record, ...
    """
    CREATE VIEW single AS
    SELECT e.*, r.key, r.currency AS record_currency, r.status, r.taken, r.total, r.total_text, r.refunded,
           r.refunded_text, r.commission, r.commission_text, r.share, r.share_text,
           r.status = $refunded AS says_refunded, coalesce(r.taken, false) AND NOT e.earlier AS sound,
           r.currency = e.currency AND r.total IS NOT NULL AND r.refunded IS NOT NULL
               AND (NOT $splits OR (r.commission IS NOT NULL AND r.share IS NOT NULL)) AS proper,
           coalesce(e.intent, e.session, e.charge) AS id,
           said_payment(e.intent, e.session, e.charge, e.amount, e.returned, e.currency) AS stripe,
           said_record(r.key, r.status, r.total, r.total_text, r.refunded, r.refunded_text, r.currency) AS ledger
    FROM entry e JOIN record r ON r.n = e.record WHERE e.judged AND e.records = 1
    """,
    # ... one of those whose figures can be split, and one whose refunds can be compared, ...
    "CREATE VIEW agreed AS FROM single WHERE sound AND proper AND total = amount",
    """
    CREATE VIEW refundable AS
    SELECT s.*, f.charge IS NOT NULL AND (s.refunded > s.returned OR (s.says_refunded AND s.kept > 0)) AS failed
    FROM single s LEFT JOIN (SELECT DISTINCT charge FROM refund WHERE status IN ('failed', 'canceled')) f
    ON f.charge = s.charge WHERE s.taken AND s.record_currency = s.currency AND s.refunded IS NOT NULL
    """,
    # ... a payment alone, ...
    """
    CREATE VIEW judged AS
    SELECT *, coalesce(intent, session, charge) AS id,
           said_payment(intent, session, charge, amount, returned, currency) AS stripe
    FROM entry WHERE judged
    """,
    # ... what each payment has bought, ...
    """
    CREATE VIEW bought AS
    SELECT s.payment, i.*, said_item(i.kind, i.key, i.price, i.owned) AS ledger
    FROM sale s JOIN item i ON i.n = s.item WHERE i.sold
    """,
    # ... things that kept payments have bought, with numbers in the place of words: there are as many as payments, ...
    """
    CREATE TABLE kept AS
    SELECT s.payment, i.n AS item, e.moment, i.thing, CASE WHEN i.owned THEN i.likeness END AS likeness
    FROM sale s JOIN item i ON i.n = s.item JOIN entry e ON e.n = s.payment
    WHERE e.judged AND e.kept > 0 AND e.lost = 0 AND i.sold AND i.price > 0
    """,
    # ... two kept payments for the same: one thing, two that nobody may own at once, or a cart that was paid again
    # and brought nothing, ...
    """
    CREATE TABLE twice AS
    WITH same AS (SELECT thing FROM kept GROUP BY thing HAVING min(payment) <> max(payment)),
    alike AS (
        SELECT likeness FROM kept GROUP BY likeness HAVING min(payment) <> max(payment) AND min(thing) <> max(thing)),
    rivals AS (
        SELECT i.kind || i.key AS what, k.* FROM kept k SEMI JOIN same USING (thing) JOIN item i ON i.n = k.item
        UNION ALL
        SELECT i.alike, k.* FROM kept k SEMI JOIN alike USING (likeness) JOIN item i ON i.n = k.item),
    many AS (
        SELECT min_by(r.payment, r.moment) AS first, list(DISTINCT r.payment) AS payments,
               string_agg(said_item(i.kind, i.key, i.price, i.owned), '; ' ORDER BY i.key) AS what
        FROM rivals r JOIN item i ON i.n = r.item GROUP BY r.what HAVING count(DISTINCT r.payment) > 1),
    pairs AS (SELECT first, unnest(payments) AS second, what FROM many)
    SELECT first, second, any_value(what) AS what FROM pairs WHERE first <> second GROUP BY first, second
    UNION ALL
    SELECT min(a.n), b.n, any_value(b.ledger) || '; nothing bought' FROM single b JOIN judged a
    ON a.likeness = b.likeness AND a.amount = b.amount AND a.items > 0 AND a.kept > 0 AND a.n <> b.n
    WHERE b.taken AND NOT b.earlier AND b.items = 0 AND b.kept > 0 AND b.ours GROUP BY b.n
    """,
    # ... records of money that no payment of the period has brought, ...
    """
    CREATE VIEW orphan AS
    SELECT r.*, coalesce(k.id, r.intent, r.session) AS id,
           said_record(r.key, r.status, r.total, r.total_text, r.refunded, r.refunded_text, r.currency) AS ledger
    FROM record r ANTI JOIN pairing p ON p.record = r.n LEFT JOIN known k ON k.id = r.session
    WHERE r.taken AND r.moment >= $since AND r.moment < $until AND r.moment <= $settled
    """,
    # ... and things that somebody owns, has a price, and nobody seems to have paid. A record explains itself.
    """
    CREATE TABLE unbought AS
    WITH open AS (
        SELECT i.* FROM item i ANTI JOIN sale s ON s.item = i.n
        ANTI JOIN (SELECT intent FROM record WHERE taken) r ON r.intent = i.intent
        ANTI JOIN (SELECT session FROM record WHERE taken) t ON t.session = i.session
        WHERE i.owned AND i.price > 0
          AND (i.moment IS NULL OR (i.moment >= $since AND i.moment < $until AND i.moment <= $settled)))
    SELECT o.*, coalesce(k.id, o.intent, o.session) AS id, said_item(o.kind, o.key, o.price, o.owned) AS ledger
    FROM open o LEFT JOIN known k ON k.id = o.session ANTI JOIN (
        SELECT other.kind, other.key
        FROM item other SEMI JOIN (FROM open) p ON p.kind = other.kind AND p.key = other.key
        ANTI JOIN (FROM open) q ON q.n = other.n) explained
    ON explained.kind = o.kind AND explained.key = o.key
    """,
    # Every try to take money in the period, by whomever.
    """
    CREATE TABLE attempt AS
    SELECT c.moment, c.amount, c.currency, c.status, c.card, c.fee, coalesce(s.ours, false) AS ours
    FROM charge c LEFT JOIN session s ON s.intent = c.intent WHERE c.moment >= $since AND c.moment < $until
    """,
)
