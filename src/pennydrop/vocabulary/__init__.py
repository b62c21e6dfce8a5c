"""The phrases every shop needs: cards, Checkout, webhooks, money and mail, bound to code.

A suite lists the modules it wants in ``pytest.ini`` (``pennydrop_vocabulary``) and offers two fixtures of its own:

``cast``
    the people of the scenario, a :class:`pennydrop.vocabulary.cast.Cast`;
``shop``
    the ways from the shop's shelf to Checkout, a :class:`pennydrop.vocabulary.purchase.Shop`.
"""

from __future__ import annotations
