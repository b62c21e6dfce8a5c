"""The attempts of each hour and day: somebody who tries out stolen cards, and days on which too much fails.

Both rules compare with what is usual in the same period, by medians, so that one bad hour does not become usual.
"""

from __future__ import annotations

from pennydrop.reconcile.kinds.kind import Kind

LEAST = 20
"""Fewer failed attempts than this are nobody's business."""
TIMES = 5
"""... and fewer than this many times the median of the other hours, or days."""
CARDS = 0.7
"""Somebody who tries out cards uses another one each time; a customer tries the same one again."""
HALF = 0.5
"""Of the attempts of an hour have to fail; on a busy day, where there are others, ``USUAL`` times the usual part."""
USUAL = 3
BUSY = 1000
"""Attempts in the rest of the period from which on its usual part is believed."""
DAYS = 5
"""With fewer other days nobody knows what is usual."""

PERIODS = """
CREATE VIEW spans AS
WITH counted AS (
    SELECT length, CAST(moment // length AS BIGINT) AS place, count(*) AS tries,
           count(*) FILTER (status = 'failed') AS failed, count(DISTINCT card) FILTER (status = 'failed') AS cards,
           median(amount) FILTER (status = 'failed') AS typical
    FROM attempt, (VALUES (3600), (86400)) AS l(length) GROUP BY ALL),
whole AS (
    SELECT length, sum(tries) AS tries, sum(failed) AS failed,
           greatest(1, list_median(list_concat(list(failed), list_resize(CAST([] AS BIGINT[]), CAST(
               greatest(0, ($until - $since) // length - count(*)) AS BIGINT), 0)))) AS usual_failed,
           count(*) AS places
    FROM counted GROUP BY length)
SELECT c.*, w.usual_failed, w.places, w.tries - c.tries AS other_tries,
       (w.failed - c.failed) / greatest(1, w.tries - c.tries) AS usual_part, c.failed / c.tries AS part,
       (SELECT median(amount) FROM attempt WHERE status = 'paid') AS ordinary
FROM counted c JOIN whole w USING (length)
"""
CARD_TESTING = Kind(
    "card-testing",
    "Somebody seems to try out stolen cards: many small attempts fail within an hour, each with another card.",
    "a page that takes payments without log-in, CAPTCHA or limit; see Radar in the dashboard",
    f"""
    SELECT strftime(to_timestamp(place * length), '%Y-%m-%d %H:00 UTC') AS id, CAST(place * length AS DOUBLE) AS moment,
           format('{{}} of {{}} attempts failed, with {{}} cards; usual is {{:.0f}} failed in an hour',
                  failed, tries, cards, CAST(usual_failed AS DOUBLE)) AS stripe, '' AS ledger
    FROM spans
    WHERE length = 3600 AND failed >= {LEAST} AND failed >= {TIMES} * usual_failed AND cards >= {CARDS} * failed
      AND (part >= {HALF} OR (other_tries >= {BUSY} AND part >= {USUAL} * usual_part))
      AND (ordinary IS NULL OR typical <= ordinary)
    """,  # noqa: S608 - numbers of our own
)
FAILURES = Kind(
    "failure-spike",
    "On this day far more attempts failed than on the others.",
    "a broken checkout page, a bank that is down, or a new rule in Radar",
    f"""
    SELECT strftime(to_timestamp(place * length), '%Y-%m-%d') AS id, CAST(place * length AS DOUBLE) AS moment,
           format('{{}} of {{}} attempts failed; usual is {{:.0f}} failed in a day',
                  failed, tries, CAST(usual_failed AS DOUBLE)) AS stripe, '' AS ledger
    FROM spans
    WHERE length = 86400 AND places > {DAYS} AND failed >= {LEAST} AND failed >= {TIMES} * usual_failed
      AND part >= {USUAL} * usual_part
      AND place NOT IN (SELECT CAST(floor(f.moment / 86400) AS BIGINT) FROM finding f WHERE f.kind = 'card-testing')
    """,  # noqa: S608 - numbers of our own
)
KINDS = (CARD_TESTING, FAILURES)
