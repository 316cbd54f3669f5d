"""One week of stage days, added up as it goes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.coach.diary import Session
from bot.coach.model import Pair


@dataclass(slots=True)
class Tally:
    """One week of stage days, added up as it goes."""

    sessions: int = 0
    missed: list[int] = field(default_factory=list)
    excused: list[int] = field(default_factory=list)
    lefts: list[int] = field(default_factory=list)
    rights: list[int] = field(default_factory=list)
    peaks: list[int] = field(default_factory=list)
    full: bool = False
    """Whether a full session of every prescribed set was done."""
    held: int | None = None
    """The day whose pain or morning holds the dose at this week's end."""

    def add(self, session: Session) -> None:
        self.sessions += 1
        if session.peak is not None:
            self.peaks.append(session.peak)

    def twin(self) -> Tally:
        lists = {name: getattr(self, name).copy() for name in ("missed", "excused", "lefts", "rights", "peaks")}
        return replace(self, **lists)

    def add_sides(self, pairs: tuple[Pair, ...]) -> None:
        """Both sides of the sets that have both."""
        for left, right in pairs:
            if left and right:
                self.lefts.append(left)
                self.rights.append(right)
