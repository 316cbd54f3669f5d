"""The drills' drawings: which file goes with a key, and the id Telegram gave it."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass
from pathlib import Path

from bot.ports import Away, Store

_ENDINGS = (".mp4", ".png")


@dataclass(frozen=True, slots=True)
class Drawing:
    """`key` changes with the content, so that a new drawing is uploaded anew."""

    path: Path
    key: str

    @property
    def moves(self) -> bool:
        return self.path.suffix == ".mp4"

    @property
    def name(self) -> str:
        """Telegram tells what plays in place by the ending of the file's name."""
        return self.path.name


@dataclass(frozen=True, slots=True)
class Made:
    """A picture made for one message: it is always uploaded."""

    content: bytes
    moves: bool = False
    name: str = "chart.png"


Shown = Drawing | Made


class Drawings:
    """Files below `folder`, uploaded once and then sent by the id that Telegram gave them."""

    def __init__(self, folder: Path, store: Store) -> None:
        self._folder = folder
        self._store = store
        self._drawings: dict[str, Drawing | None] = {}
        self._ids: dict[str, str] = {}

    async def find(self, picture: str) -> Drawing | None:
        """The animation of that name, else the still, else None."""
        if picture not in self._drawings:
            self._drawings[picture] = await asyncio.to_thread(self._look, picture)
        return self._drawings[picture]

    async def media(self, drawing: Shown) -> str | bytes:
        """Its id, or its content where Telegram has to be given it."""
        if isinstance(drawing, Made):
            return drawing.content
        known = self._ids.get(drawing.key) or await self._stored_id(drawing.key)
        return known if known is not None else await asyncio.to_thread(drawing.path.read_bytes)

    async def keep(self, drawing: Drawing, file_id: str | None) -> None:
        """Remember the id; None forgets it."""
        if file_id == self._ids.get(drawing.key) and file_id is not None:
            return
        self._ids.pop(drawing.key, None)
        async with self._store() as uow:
            await uow.keep_file_id(drawing.key, file_id)
            await uow.commit()
        if file_id is not None:
            self._ids[drawing.key] = file_id

    async def _stored_id(self, key: str) -> str | None:
        try:
            async with self._store() as uow:
                file_id = await uow.file_id(key)
        except Away:
            return None  # then it is uploaded once more
        if file_id is not None:
            self._ids[key] = file_id
        return file_id

    def _look(self, picture: str) -> Drawing | None:
        for ending in _ENDINGS:
            path = self._folder / f"{picture}{ending}"
            if path.is_file():
                digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
                return Drawing(path, f"{picture}{ending}#{digest}")
        return None


def clips_below(folder: Path) -> frozenset[str]:
    """The keys of the clips to hold along with."""
    return frozenset(f"{path.parent.name}/{path.stem}" for path in folder.glob("*/hold_*.mp4"))
