"""``pennydrop golive pay``: a real payment by a person, proven link by link, and given back whatever happens.

Read :mod:`~pennydrop.golive.payment.assisted` first. ``intent`` is what is written down before the money can move, and
``settling`` what gives it back: at the end, after an interruption, or at the next start.
"""
