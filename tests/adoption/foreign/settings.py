"""What the operator of a foreign site writes to let Pennydrop in; docs/adopting-your-site.md explains each line.

Two things differ from the reference site's own overlay on purpose: passwords are hashed in this site's own way, and
SQLite has no write-ahead log.
"""

from __future__ import annotations

import os

import stripe

from pennydrop.demo.settings import *  # noqa: F403
from pennydrop.demo.settings import DATABASES, INSTALLED_APPS

stripe.api_base = os.environ["STRIPE_API_BASE"]
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ["EMAIL_HOST"]
EMAIL_PORT = int(os.environ["EMAIL_PORT"])
EMAIL_USE_TLS = False

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["NAME"] = os.environ["SHOP_DATABASE"]
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA synchronous=OFF",
    }

PASSWORD_HASHERS = ["tests.adoption.foreign.hashers.OwnHasher"]
INSTALLED_APPS = [*INSTALLED_APPS, "tests.adoption.foreign"]
