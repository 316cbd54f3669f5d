"""What happens to an update that can not be worked on."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.clock import Clock
from bot.ports import Meter, NoMeter, Store
from bot.records import Answered, Outgoing, Posted
from bot.services.sending import LEASE
from bot.wording.message import Message


@dataclass(frozen=True, slots=True)
class SettingAside:
    """Keeps the failed update's error for the operator and tells its sender, once, that it did not work."""

    store: Store
    clock: Clock
    sorry: Message
    meter: Meter = field(default_factory=NoMeter)

    async def __call__(self, key: str, chat_id: int | None, error: str) -> Answered:
        """`error` holds no private text; without a chat there is nobody to tell."""
        now = self.clock.now()
        async with self.store() as uow:
            if not await uow.note_update(key, now):
                return Answered(repeated=True)
            await uow.set_aside(key, now, error)
            posted: tuple[Posted, ...] = ()
            if chat_id is not None:
                apology = Outgoing(chat_id=chat_id, message=self.sorry)
                posted = (await uow.post(apology, key=key, lease_until=now + LEASE),)
            await uow.commit()
        self.meter.count("set_aside")
        return Answered(posted)


@dataclass(frozen=True, slots=True)
class TellingToSlowDown:
    """Tells the sender of a flood, once, that the rest of it was not read."""

    store: Store
    clock: Clock
    message: Message

    async def __call__(self, key: str, chat_id: int) -> Answered:
        now = self.clock.now()
        async with self.store() as uow:
            if not await uow.note_update(key, now):
                return Answered(repeated=True)
            posted = await uow.post(Outgoing(chat_id=chat_id, message=self.message), key=key, lease_until=now + LEASE)
            await uow.commit()
        return Answered((posted,))
