"""Faults in the repository, the backups and the papers."""

from __future__ import annotations

import os
from collections.abc import Iterator

from pennydrop.golive.rehearsal.faults.fault import fault
from pennydrop.golive.rehearsal.world import World

DAY = 86_400


@fault("key-in-history", "A live key was committed once, and removed in the next commit.", turns="secrets-history")
def key_in_history(world: World) -> Iterator[None]:
    before = world.repository.head
    file = world.repository.path / "keys.py"
    file.write_text(f'STRIPE_SECRET_KEY = "{world.stripe.secret_key}"\n')
    world.repository.commit("Try the live key")
    file.unlink()
    world.repository.commit("Remove the key")
    yield
    world.repository.forget(before)


@fault("key-in-the-source", "A file of the site's source holds the live key.", turns="secrets-working-tree")
def key_in_the_source(world: World) -> Iterator[None]:
    file = world.repository.path / "payments" / "keys.py"
    file.write_text(f'STRIPE_SECRET_KEY = "{world.stripe.secret_key}"\n')
    yield
    file.unlink()


@fault("environment-in-git", "The .env is in git.", turns="secrets-env-file")
def environment_in_git(world: World) -> Iterator[None]:
    before = world.repository.head
    (world.repository.path / ".env").write_text("DEBUG=False\n")
    world.repository.git("add", "--force", ".env")
    world.repository.commit("Keep the settings")
    yield
    world.repository.forget(before)


@fault("dead-backup", "The newest regular backup is three days old.", turns="backup-regular")
def dead_backup(world: World) -> Iterator[None]:
    made = {backup: backup.stat() for backup in world.backups.iterdir()}
    for backup, seen in made.items():
        os.utime(backup, (seen.st_atime - 3 * DAY, seen.st_mtime - 3 * DAY))
    yield
    for backup, seen in made.items():
        os.utime(backup, (seen.st_atime, seen.st_mtime))


@fault("no-rollback-plan", "Nobody has written down how to go back.", turns="rollback-plan")
def no_rollback_plan(world: World) -> Iterator[None]:
    plan = world.rollback_plan.read_text()
    world.rollback_plan.unlink()
    yield
    world.rollback_plan.write_text(plan)


FAULTS = (key_in_history, key_in_the_source, environment_in_git, dead_backup, no_rollback_plan)
