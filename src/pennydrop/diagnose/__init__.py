"""What became of one payment: every link from the open Checkout to the mail, what is known of it, and the first one
that broke.

``subject`` finds the payment behind an id, ``gather`` asks everybody about it, ``links/`` says of each link whether it
holds, ``causes/`` why one may have broken. Start with :class:`~pennydrop.diagnose.doctor.Doctor`.
"""
