"""Settings of the reference site, all of them taken from environment variables: as they stand, those of production.

``ENVIRONMENT_FILE`` names a ``.env`` that holds them. It is read anew by every worker, so that a changed key needs no
more than gunicorn's reload.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import stripe
from django.contrib.messages import constants as message_levels
from dotenv import load_dotenv

BASE_DIR = Path(__file__).resolve().parent


if os.environ.get("ENVIRONMENT_FILE"):
    load_dotenv(os.environ["ENVIRONMENT_FILE"], override=True)


def flag(name: str, default: bool) -> bool:
    return os.environ.get(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str) -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


SECRET_KEY = os.environ["SECRET_KEY"]
DEBUG = flag("DEBUG", False)
ALLOWED_HOSTS = words("ALLOWED_HOSTS", "localhost,127.0.0.1")
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS", "")

# Parts of the site that one variable switches off: its name, the app, and the address the app is mounted below.
# Without it the app has no tables and no pages, and nobody else may import it.
OPTIONAL_PARTS = [
    ("EXAMS", "pennydrop.demo.exams", "private-teaching/"),
    ("PRODUCTS", "pennydrop.demo.digital_products", "products/"),
]
OPTIONAL_APPS = {app: address for switch, app, address in OPTIONAL_PARTS if flag(switch, True)}

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sites",
    "django.contrib.staticfiles",
    "pennydrop.demo.core",
    "pennydrop.demo.accounts",
    "pennydrop.demo.payments",
    "pennydrop.demo.lessons",
    "pennydrop.demo.private_teaching",
    "pennydrop.demo.workshops",
    "pennydrop.demo.courses",
    *OPTIONAL_APPS,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "pennydrop.demo.core.middleware.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pennydrop.demo.accounts.middleware.ProfileSetupMiddleware",
]
ROOT_URLCONF = "pennydrop.demo.urls"
WSGI_APPLICATION = "pennydrop.demo.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pennydrop.demo.core.context_processors.furniture",
            ],
            "builtins": ["pennydrop.demo.core.templatetags.money"],
        },
    },
    {
        "NAME": "plain_text",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"autoescape": False, "builtins": ["pennydrop.demo.core.templatetags.money"]},
    },
]

DATABASES: dict[str, dict[str, Any]]
if os.environ.get("DATABASE_URL"):
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": os.environ.get("DB_NAME", ""),
            "USER": os.environ.get("DB_USER", ""),
            "PASSWORD": os.environ.get("DB_PASSWORD", ""),
            "HOST": os.environ.get("DB_HOST", "localhost"),
            "PORT": os.environ.get("DB_PORT", "5432"),
            "CONN_MAX_AGE": 60,
        }
    }
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.environ.get("SQLITE_PATH", "db.sqlite3"),
            "CONN_MAX_AGE": 60,
            # A transaction that reads and then writes must take the write lock at BEGIN: SQLite cannot upgrade it later
            # when somebody else has committed in between, however long the timeout.
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
MESSAGE_TAGS = {message_levels.DEBUG: "info"}

LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_TZ = True
SITE_ID = 1
STATIC_URL = "/static/"
STATIC_ROOT = os.environ.get("STATIC_ROOT", str(BASE_DIR / "staticfiles"))

EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "noreply@workshopplatform.com")
# Who is told about a payment that does not match what was asked for.
STAFF_EMAIL = os.environ.get("STAFF_EMAIL", DEFAULT_FROM_EMAIL)
# Whom a customer writes to.
SUPPORT_EMAIL = os.environ.get("SUPPORT_EMAIL", DEFAULT_FROM_EMAIL)

# Where the links in the mails of digital products lead; other mails name the domain of django_site.
SITE_URL = os.environ.get("SITE_URL", "http://localhost:8000").rstrip("/")

STRIPE_PUBLISHABLE_KEY = os.environ.get("STRIPE_PUBLISHABLE_KEY", "")
STRIPE_SECRET_KEY = os.environ.get("STRIPE_SECRET_KEY", "")
STRIPE_WEBHOOK_SECRET = os.environ.get("STRIPE_WEBHOOK_SECRET", "")
# Only a rehearsal or a test has another Stripe than Stripe.
STRIPE_API_BASE = os.environ.get("STRIPE_API_BASE", "").rstrip("/")
if STRIPE_API_BASE:
    stripe.api_base = STRIPE_API_BASE

PLATFORM_COMMISSION_PERCENTAGE = int(os.environ.get("PLATFORM_COMMISSION_PERCENTAGE", "10"))
WORKSHOP_REFUND_DAYS = int(os.environ.get("WORKSHOP_REFUND_DAYS", "7"))
WAITLIST_PROMOTION_HOURS = int(os.environ.get("WAITLIST_PROMOTION_HOURS", "48"))
COURSE_TRIAL_DAYS = 7
PRIVATE_LESSON_CANCELLATION_HOURS = int(os.environ.get("PRIVATE_LESSON_CANCELLATION_HOURS", "48"))

if DEBUG:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
else:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = os.environ.get("EMAIL_HOST", "smtp.gmail.com")
    EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
    EMAIL_USE_TLS = flag("EMAIL_USE_TLS", True)
    EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
    SECURE_SSL_REDIRECT = flag("SECURE_SSL_REDIRECT", True)
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = flag("SECURE_COOKIES", True)
    CSRF_COOKIE_HTTPONLY = True
    SECURE_HSTS_SECONDS = int(os.environ.get("SECURE_HSTS_SECONDS", "31536000"))
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Where a page may get things from. Some buttons carry their handler with them (`onclick`), hence unsafe-inline. A form
# that leads to Checkout is answered with a redirect, which form-action covers.
CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' https://js.stripe.com",
        "connect-src 'self' https://api.stripe.com",
        "frame-src https://js.stripe.com https://hooks.stripe.com",
        "img-src 'self' data: https://*.stripe.com",
        f"form-action 'self' https://checkout.stripe.com {STRIPE_API_BASE}".strip(),
        "frame-ancestors 'none'",
        "base-uri 'self'",
        "object-src 'none'",
    ]
)

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"pennydrop.demo": {"handlers": ["console"], "level": "INFO"}},
}
if not DEBUG:
    # Django itself would write down what went wrong in its own development server only.
    LOGGING["loggers"]["django"] = {"handlers": ["console"], "level": "ERROR"}
