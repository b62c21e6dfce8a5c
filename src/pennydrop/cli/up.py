"""``pennydrop up``: start the stack and keep it until Ctrl-C."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from queue import SimpleQueue

from pennydrop.cli.console import print_json, print_table, say
from pennydrop.cli.detached import start_detached
from pennydrop.settings import load_settings
from pennydrop.stack import Stack


def up(*, detach: bool = False, json: bool = False) -> None:
    """Start what a run needs and print its addresses. Ctrl-C ends it.

    While it runs, `pennydrop run` and `pytest` use it instead of starting their own.

    Parameters
    ----------
    detach
        Return once it runs; `pennydrop down` ends it.
    json
        Print addresses and process ids as JSON.
    """
    settings = load_settings()
    running = Stack.attach(settings)
    if running or detach:
        _announce(running or start_detached(settings), json)
        return
    stack = Stack.start(settings, lasting=True)
    try:
        with _signals() as signals:
            _announce(stack, json)
            while signals.get() == signal.SIGCHLD:
                stack.check()
    finally:
        stack.stop()


@contextmanager
def _signals() -> Iterator[SimpleQueue[int]]:
    """A queue of the signals that concern a stack: a child has ended, or it is time to go."""
    caught: SimpleQueue[int] = SimpleQueue()  # the one queue that a signal handler may write to
    numbers = (signal.SIGCHLD, signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    previous = {number: signal.signal(number, lambda received, _: caught.put(received)) for number in numbers}
    try:
        yield caught
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def _announce(stack: Stack, as_json: bool) -> None:
    if as_json:
        print_json({"owner": stack.owner_pid, "parts": [asdict(part) for part in stack.parts]})
        return
    print_table(stack.describe())
    end = "Ctrl-C" if stack.owned else "`pennydrop down`"
    say(f"\nRuns as pid {stack.owner_pid}; {end} ends it.")
