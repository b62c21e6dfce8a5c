"""``make adopted``: the unmodified suite against somebody else's site, joined by settings alone.

The foreign site is started as its operator would start it, by hand and with what ``pennydrop env`` prints; it has ten
further NOT NULL columns, another name and another address. What follows the options goes to pytest. Ends with pytest's
exit code.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from tests.adoption.databases import DATABASES, ROOT, Database, further_columns
from tests.adoption.foreign.differences import COLUMNS, SITE_NAME
from tests.adoption.operator import printed_environment, running_site

STATE = ROOT / ".pennydrop" / "adopted"
PORTS = ("EMULATOR_PORT", "RELAY_PORT", "MAILBOX_PORT", "SMTP_PORT")


def main() -> int:
    """Run the suite on each database named, or on both; returns the first exit code that is not 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=DATABASES, action="append", help="default: one after the other")
    options, for_pytest = parser.parse_known_args()
    for name in options.database or DATABASES:
        folder = STATE / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if exit_code := adopt(name, folder, for_pytest):
            return exit_code
    return 0


def adopt(name: str, folder: Path, for_pytest: list[str]) -> int:
    """Start a foreign site on the database ``name``, and run the suite against it; returns pytest's exit code."""
    site_port, database_port, *ports = free_ports(2 + len(PORTS))
    settings = {"PENNYDROP_STATE_DIR": str(folder)}
    settings |= {f"PENNYDROP_{part}": str(port) for part, port in zip(PORTS, ports, strict=True)}
    with (
        DATABASES[name](folder, database_port) as database,
        running_site(site_port, database, printed_environment(settings), folder / "shop.log") as address,
    ):
        say_what_is_foreign(database)
        settings["PENNYDROP_SITE_URL"] = address
        settings["PENNYDROP_DATABASE_URL"] = database.url
        settings["PENNYDROP_SITE_NAME"] = SITE_NAME
        pytest = [sys.executable, "-m", "pytest", "features", *for_pytest]
        return subprocess.run(pytest, cwd=ROOT, env=os.environ | settings, check=False).returncode


def say_what_is_foreign(database: Database) -> None:
    """Print the further columns; with fewer than there should be, the run would prove nothing."""
    columns = further_columns(database)
    if len(columns) != len(COLUMNS):
        raise SystemExit(f"expected {len(COLUMNS)} further columns, found {columns}")
    print(f"a site with {len(columns)} more columns: {', '.join(columns)}", flush=True)  # noqa: T201


def free_ports(count: int) -> list[int]:
    """Ports nobody listens on now."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [int(it.getsockname()[1]) for it in sockets]
    for it in sockets:
        it.close()
    return ports


if __name__ == "__main__":
    sys.exit(main())
