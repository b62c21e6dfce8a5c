"""Starts the parts at the same time, each as soon as those it needs answer."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait

from pennydrop.stack.part import Part


def start_all(parts: Sequence[Part]) -> None:
    """Return when every part has started. On the first error, or Ctrl-C, stop them all and raise it."""
    present = {part.label for part in parts}
    started: dict[str, Future[None]] = {}
    with ThreadPoolExecutor(max_workers=len(parts), thread_name_prefix="start") as pool:
        try:
            for part in in_order(parts):
                started[part.label] = pool.submit(_start, part, [started[label] for label in part.after & present])
            wait(started.values(), return_when=FIRST_EXCEPTION)
            for future in started.values():
                if future.done():
                    future.result()
        except BaseException:
            # Also ends the waiting of the threads that are still starting something.
            stop_all(parts)
            raise


def stop_all(parts: Sequence[Part]) -> None:
    """End them, those that others need last."""
    for part in reversed(in_order(parts)):
        part.stop()


def in_order(parts: Sequence[Part]) -> list[Part]:
    """The parts sorted so that each comes after those it needs."""
    present = {part.label for part in parts}
    sorted_parts: list[Part] = []
    while len(sorted_parts) < len(parts):
        placed = {part.label for part in sorted_parts}
        ready = [part for part in parts if part.label not in placed and part.after & present <= placed]
        if not ready:
            raise RuntimeError(f"the parts need each other in a circle: {sorted(present - placed)}")
        sorted_parts += ready
    return sorted_parts


def _start(part: Part, needed: Sequence[Future[None]]) -> None:
    for future in needed:
        future.result()
    part.start()
