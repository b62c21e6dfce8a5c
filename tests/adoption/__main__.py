"""``make adopted``: the unmodified suite against somebody else's site, joined by settings alone.

The foreign site is started as its operator would start it, by hand and with what ``pennydrop env`` prints. It has ten
further NOT NULL columns, other names for a table and two columns, another name and another address. On PostgreSQL the
whole suite runs, against a site without exams and products; on SQLite a few scenarios show that it fits as well. What
follows the options goes to pytest. Ends with pytest's exit code.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.adoption.databases import ROOT, Database, MakeDatabase, further_columns, postgresql, sqlite
from tests.adoption.foreign.differences import COLUMN_NAMES, COLUMNS, SITE_NAME, TABLE_NAMES
from tests.adoption.operator import printed_environment, running_site
from tests.adoption.verdict import require_not_offered

STATE = ROOT / ".pennydrop" / "adopted"
PORTS = ("EMULATOR_PORT", "RELAY_PORT", "MAILBOX_PORT", "SMTP_PORT")


@dataclass(frozen=True)
class Adoption:
    """A foreign site on one database: the parts it is run without, by switch and tag, and what pytest is to select."""

    database: MakeDatabase
    without: dict[str, str]
    selection: tuple[str, ...] = ()


ADOPTIONS = {
    "postgresql": Adoption(postgresql, without={"EXAMS": "exams", "PRODUCTS": "products"}),
    "sqlite": Adoption(sqlite, without={}, selection=("-m", "smoke")),
}


def main() -> int:
    """Run the suite on each database named, or on both; returns the first exit code that is not 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=ADOPTIONS, action="append", help="default: one after the other")
    options, for_pytest = parser.parse_known_args()
    for name in options.database or ADOPTIONS:
        folder = STATE / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if exit_code := adopt(ADOPTIONS[name], folder, for_pytest):
            return exit_code
    return 0


def adopt(adoption: Adoption, folder: Path, for_pytest: list[str]) -> int:
    """Start the foreign site and run the suite against it; returns pytest's exit code."""
    site_port, database_port, *ports = free_ports(2 + len(PORTS))
    settings = {"PENNYDROP_STATE_DIR": str(folder)}
    settings |= {f"PENNYDROP_{part}": str(port) for part, port in zip(PORTS, ports, strict=True)}
    off = dict.fromkeys(adoption.without, "off")
    with (
        adoption.database(folder, database_port) as database,
        running_site(site_port, database, printed_environment(settings), off, folder / "shop.log") as address,
    ):
        say_what_is_foreign(database)
        settings |= known_names() | {
            "PENNYDROP_SITE_URL": address,
            "PENNYDROP_DATABASE_URL": database.url,
            "PENNYDROP_SITE_NAME": SITE_NAME,
        }
        report = folder / "junit.xml"
        pytest = [sys.executable, "-m", "pytest", "features", f"--junitxml={report}", *adoption.selection, *for_pytest]
        exit_code = subprocess.run(pytest, cwd=ROOT, env=os.environ | settings, check=False).returncode
    if exit_code == 0:
        require_not_offered(report, adoption.without.values())
    return exit_code


def known_names() -> dict[str, str]:
    """The settings that tell the suite what the site calls its tables and columns."""
    tables = {model.replace(".", "_"): table for model, table in TABLE_NAMES.items()}
    columns = {f"{model.replace('.', '_')}.{name}": column for model, (name, column) in COLUMN_NAMES.items()}
    return {
        f"PENNYDROP_{kind}_NAMES": ",".join(f"{ours}={theirs}" for ours, theirs in names.items())
        for kind, names in (("TABLE", tables), ("COLUMN", columns))
    }


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
