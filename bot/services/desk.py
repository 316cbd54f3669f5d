"""What every use case works with: handed in once, by bootstrap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.coach.model import History
from bot.coach.programme import Programme
from bot.coach.standing import Standing
from bot.ports import Meter, NoMeter, Places, Store
from bot.replies import Vocabulary
from bot.services.standings import Standings
from bot.wording.words import Words


@dataclass(frozen=True, slots=True)
class Host:
    """What the one who runs the bot says about the place where everything is kept."""

    contact: str = ""
    """Whom to ask, as they wish to be asked."""
    copies_days: int | None = None
    """How many days a nightly copy of the database is kept; None where copies are not the bot's affair."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The store, and what a coach may edit: programme, vocabulary and words by language."""

    store: Store
    programme: Programme
    vocabulary: Vocabulary
    languages: Mapping[str, Words]
    places: Places
    clips: frozenset[str] = frozenset()
    """Keys of the clips to hold along with."""
    host: Host = Host()
    edition: str = ""
    """Names the content of the programme file; nothing is carried over where it is empty."""
    meter: Meter = field(default_factory=NoMeter)
    _standings: Standings = field(init=False, default_factory=Standings, repr=False, compare=False)
    """Not handed in: whoever replaces the programme begins with none."""

    def standing(self, user_id: int, history: History, day: date) -> Standing:
        """What the core says of a day, from that history."""
        return self._standings.of(self.programme, user_id, history, day)

    def words(self, language: str) -> Words:
        """The words of a language code such as `pt-br`; English where there are none."""
        return self.languages.get(language) or self.languages.get(language.partition("-")[0]) or self.languages["en"]
