"""``pennydrop golive``: the checklist for switching a site to live payments, executed.

Read :mod:`pennydrop.golive.check` first: what a check is. The checks lie in ``checks/``, one module for each part of
the checklist; ``catalogue`` puts them in its order, ``examination`` runs them.
"""
