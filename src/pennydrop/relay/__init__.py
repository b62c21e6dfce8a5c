"""The hop between Stripe CLI and site: records every webhook delivery and, on order, disturbs it."""

CONTROL = "/__pennydrop__"  # the control API; every other path belongs to the site
