"""Everything that can stop a run, as typed errors with an exit code of their own.

A message says what happened, the value, what was expected and what to do. These are troubles of the *infrastructure*;
a broken promise of the site under test is an ``AssertionError`` and never one of these.
"""

from __future__ import annotations

from typing import ClassVar


class PennydropError(Exception):
    """The base of all of them. ``exit_code`` is what ``pennydrop`` and ``pytest`` end with."""

    exit_code: ClassVar[int] = 10


class SettingsError(PennydropError):
    """A setting is unknown, misspelt or malformed."""

    exit_code = 11


class LiveKeyRefused(PennydropError):
    """A live Stripe key outside the ``live`` profile."""

    exit_code = 12


class SiteUnreachable(PennydropError):
    """The site under test does not answer."""

    exit_code = 13


class DatabaseUnreachable(PennydropError):
    """The site's database cannot be opened."""

    exit_code = 14


class StripeUnreachable(PennydropError):
    """Stripe, or the emulator, does not answer or refuses the key."""

    exit_code = 15


class MailboxUnreachable(PennydropError):
    """The mailbox's REST API does not answer."""

    exit_code = 16


class PortTaken(PennydropError):
    """A port the stack needs is in somebody else's hands."""

    exit_code = 17


class BrowserMissing(PennydropError):
    """No Chromium was found."""

    exit_code = 18


class StripeCliMissing(PennydropError):
    """No Stripe CLI was found."""

    exit_code = 19


class ProcessDied(PennydropError):
    """A process of the stack did not start, or ended while it was needed."""

    exit_code = 20


class ArtifactsUnwritable(PennydropError):
    """The artifacts folder cannot be written (disk full, no permission)."""

    exit_code = 21


class LedgerMismatch(PennydropError):
    """The site's database lacks a table or column that a Given or Then names, or needs one nobody named."""

    exit_code = 22


class RelayUnreachable(PennydropError):
    """The relay's control API does not answer."""

    exit_code = 23


class SpendingRefused(PennydropError):
    """A write to a live Stripe account that this run was not allowed."""

    exit_code = 24


class SuiteUnreadable(PennydropError):
    """There is no suite in this folder, or pytest cannot import it."""

    exit_code = 25


class SuiteUntidy(PennydropError):
    """``pennydrop lint`` found something in features or phrases that should be put right."""

    exit_code = 26


class CheckUnknown(PennydropError):
    """``pennydrop golive`` has no check, and no section, of that name."""

    exit_code = 27


class SignoffRefused(PennydropError):
    """A sign-off that cannot stand: a program can see it, it has ended, or its file cannot be read or written."""

    exit_code = 28


class RepositoryUnreadable(PennydropError):
    """The site's git repository is missing, incomplete or cannot be read."""

    exit_code = 29


class EnvironmentUnreadable(PennydropError):
    """The site's production environment is missing or cannot be read."""

    exit_code = 30


class CommandFailed(PennydropError):
    """A command of the settings, or a program that is needed, is missing, ended with an error, or did not end."""

    exit_code = 31


class BackupFailed(PennydropError):
    """A backup cannot be made, restored or compared."""

    exit_code = 32


class LogUnreadable(PennydropError):
    """The site's log is missing or cannot be read."""

    exit_code = 33


class PaymentUnknown(PennydropError):
    """Nothing of that id, order number or address is known: not at Stripe, and not in the site's database."""

    exit_code = 35


class LiveDatabaseRefused(PennydropError):
    """A write to the database of a live site."""

    exit_code = 36


class RefundOutstanding(PennydropError):
    """Money of an assisted payment has not gone back yet. The next ``pennydrop golive pay`` begins with it."""

    exit_code = 37


class DnsUnreachable(PennydropError):
    """No resolver answers, or the name servers of the mail's domain fail."""

    exit_code = 38
