"""``pennydrop diagnose``: the way of one payment through all parts, and the first link that broke."""
