"""Alarm signs and how urgently they send someone to a clinician. One sign refers; nothing is scored or averaged."""

from __future__ import annotations

from collections.abc import Iterable

from bot.coach.model import Tier
from bot.coach.programme import Alarms

STRICTEST_FIRST = (Tier.EMERGENCY, Tier.URGENT, Tier.CLEARANCE)


def tier_of(alarms: Alarms, signs: Iterable[str]) -> Tier:
    """The highest tier among the signs; a sign that no tier knows is an emergency.

    Raises ValueError without any sign: a lock has to have a reason.
    """
    return strictest(_tier(alarms, sign) for sign in signs)


def strictest(tiers: Iterable[Tier]) -> Tier:
    """The most urgent of the tiers."""
    return min(tiers, key=STRICTEST_FIRST.index)


def asks_severity(alarms: Alarms, signs: Iterable[str]) -> bool:
    """Whether a sign was said of which the severity has to be asked once (an accident), the lock staying meanwhile."""
    return any(sign in alarms.ask_severity for sign in signs)


def _tier(alarms: Alarms, sign: str) -> Tier:
    return next((tier for tier in STRICTEST_FIRST if sign in alarms.signs(tier)), Tier.EMERGENCY)
