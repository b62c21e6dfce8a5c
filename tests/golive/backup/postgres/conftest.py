"""A server that is started for these tests, and shops on it."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import URL, make_url

from pennydrop.stack.ports import free_port
from tests.golive.backup.postgres.database import Shop, new_shop

ROOT = Path(__file__).parents[4]
POSTGRES = ROOT / "scripts" / "postgres.sh"


@pytest.fixture(scope="package")
def server() -> Iterator[URL]:
    """A PostgreSQL of our own: what is left behind on it can be counted, whoever else runs tests."""
    with tempfile.TemporaryDirectory() as parent:
        files = Path(parent) / "cluster"
        os.chmod(parent, 0o755)  # noqa: S103 - the server runs as a user of its own
        started = subprocess.run(
            [POSTGRES, "start", files, str(free_port())], check=True, capture_output=True, text=True
        )
        try:
            yield make_url(started.stdout.strip())
        finally:
            subprocess.run([POSTGRES, "stop", files], check=True, capture_output=True)


@pytest.fixture
def shop(server: URL) -> Iterator[Shop]:
    with new_shop(server, "shop_of_tests") as made:
        yield made


@pytest.fixture
def other(server: URL) -> Iterator[Shop]:
    """The same shop, a payment and an order apart."""
    with new_shop(server, "another_shop") as made:
        made.do("UPDATE payments SET id = 'pi_other' WHERE id = 'pi_0039'", "UPDATE orders SET id = 40 WHERE id = 39")
        yield made
