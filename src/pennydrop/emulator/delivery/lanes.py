"""Keeps order where it matters: one after the other within a key, all keys at the same time."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Lanes(Generic[Item]):
    """Hands every item to ``send``; an item waits for the earlier ones of its key only."""

    def __init__(self, send: Callable[[Item], Awaitable[None]]) -> None:
        self._send = send
        self._waiting: dict[str, deque[Item]] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def put(self, key: str, item: Item) -> None:
        if key in self._waiting:
            self._waiting[key].append(item)
            return
        self._waiting[key] = deque([item])
        task = asyncio.get_running_loop().create_task(self._run(key))
        self._tasks[key] = task

    def close(self) -> None:
        """Give up whatever still waits."""
        for task in self._tasks.values():
            task.cancel()

    async def idle(self, *keys: str) -> None:
        """Return when nothing is under way or waits in these lanes."""
        if tasks := [self._tasks[key] for key in keys if key in self._tasks]:
            await asyncio.wait(tasks)

    async def _run(self, key: str) -> None:
        lane = self._waiting[key]
        try:
            while lane:
                await self._send(lane.popleft())
        finally:
            del self._waiting[key], self._tasks[key]
