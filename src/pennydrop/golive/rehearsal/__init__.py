"""A production-like world on this machine: to see a red and a green run before trusting it with a real account.

Start with :class:`~pennydrop.golive.rehearsal.world.World`; ``faults`` are what may be wrong with it.
"""
