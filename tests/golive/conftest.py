"""An authority and a production-like world for the whole session; a planted fault is mended when its test ends."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import trustme

from pennydrop.golive.rehearsal.faults import FAULTS
from pennydrop.golive.rehearsal.world import World, rehearsing


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[trustme.CA, Path]:
    """Who vouches for the sites of the tests, and the file by which an examination trusts it."""
    authority, ca_file = trustme.CA(), tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(str(ca_file))
    return authority, ca_file


@pytest.fixture(scope="session")
def production(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The world itself. Take ``world``, which is sound again after each test."""
    with rehearsing(tmp_path_factory.mktemp("production")) as world:
        yield world


@pytest.fixture
def world(production: World) -> Iterator[World]:
    """A live account, the site behind TLS, DNS, mail, repository and papers. Its ``config`` is put back afterwards."""
    config, environment = copy.deepcopy(production.config), production.site.environment
    yield production
    production.config = config
    assert production.site.environment == environment, "the site keeps a setting of this test, for all that follow"


@pytest.fixture
def plant(world: World) -> Iterator[Callable[[str], Callable[[], None]]]:
    """``mend = plant("expired-certificate")``; what was not mended by then is mended after the test."""
    with ExitStack() as planted:

        def plant(id: str) -> Callable[[], None]:
            one = planted.enter_context(ExitStack())
            one.enter_context(FAULTS[id].planted(world))
            return one.close

        yield plant
