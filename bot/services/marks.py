"""Notes what went out: many answers in one transaction."""

from __future__ import annotations

import asyncio

from bot.ports import Store


class Marks:
    """One transaction at a time; what goes out meanwhile shares the next one. A mark of its own for each answer
    would cost as much as storing the answer did, and under load it is the same few milliseconds later."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._turn = asyncio.Lock()
        self._collected: list[int] = []
        self._next: asyncio.Task[None] | None = None

    async def note(self, outbox_id: int) -> None:
        """Returns when it is on record. Raises Away; nothing is noted then."""
        self._collected.append(outbox_id)
        self._next = self._next or asyncio.create_task(self._write())
        # One lane that is cancelled must not take the others' marks along.
        await asyncio.shield(self._next)

    async def _write(self) -> None:
        async with self._turn:
            collected, self._collected, self._next = self._collected, [], None
            async with self._store() as uow:
                await uow.mark_sent(collected)
                await uow.commit()
