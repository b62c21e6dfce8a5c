"""The hours after the switch: every new payment followed link by link, and an alarm for whatever does not hold.

It looks, and changes nothing. Start with :class:`~pennydrop.watch.watch.Watch`.
"""
