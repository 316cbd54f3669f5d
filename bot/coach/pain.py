"""The pain table: what one session's worst pain and the morning after it mean, and when a run of them refers.

The base is the pain-monitoring model (Thomee 1997; Silbernagel 2007), drawn stricter for the low back and the front
of the hip. All limits come from the programme's `pain` section.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from bot.coach.diary import Session
from bot.coach.programme import MeanRise, PainRules
from bot.coach.standing import PainVerdict

SEVERITY = {verdict: rank for rank, verdict in enumerate(PainVerdict)}


def verdict(rules: PainRules, session: Session, above: int | None) -> PainVerdict:
    """The strictest row for one session; `above` is the next morning less the baseline, None while unknown.

    Looks at this session alone: repeats (one stage back, referrals over time) are :class:`PainWatch`'s.
    """
    peak = session.peak or 0
    if peak >= rules.refer_from:
        return PainVerdict.REFER
    if peak > rules.caution_max:
        return PainVerdict.STOP
    worse = above is not None and above > 0
    if peak <= rules.safe_max and not worse:
        return PainVerdict.GO_ON
    far = above is not None and above >= rules.morning_reduce_above
    rows = [PainVerdict.REDUCE if far else PainVerdict.HOLD]
    if session.back_peak > rules.safe_max:
        rows.append(PainVerdict.EASIER if worse else PainVerdict.REDUCE)
    elif peak > rules.safe_max:
        rows.append(PainVerdict.REDUCE_THIRD if worse else PainVerdict.HOLD)
    return max(rows, key=SEVERITY.__getitem__)


def is_calm(rules: PainRules, session: Session, above: int | None) -> bool:
    """A session that counts towards the full drill: peak told and safe, no known morning above the baseline."""
    return session.peak is not None and session.peak <= rules.safe_max and (above is None or above <= 0)


@dataclass(slots=True)
class PainWatch:
    """What has to be remembered from session to session; every window starts anew after a clearance."""

    worse_running: int = 0
    stops: list[int] = field(default_factory=list)
    caution_since: int | None = None
    caution_last: int = 0
    means: list[float] = field(default_factory=list)

    def twin(self) -> PainWatch:
        return replace(self, stops=self.stops.copy(), means=self.means.copy())

    def see_peak(self, rules: PainRules, session: Session, limit: int, week_days: int) -> None:
        """Take in a session's peak; peaks up to `limit` (the safe band or a cleared baseline) end a caution run."""
        if session.peak is None:
            return
        if session.peak > rules.caution_max:
            self.stops.append(session.day)
        if session.peak <= limit:
            self.caution_since = None
            return
        if self.caution_since is None or session.day - self.caution_last > week_days:
            self.caution_since = session.day
        self.caution_last = session.day

    def see_safe(self, session: Session) -> None:
        """Take in a session whose pain is safe and whose morning is no worse: it ends what ran."""
        self.worse_running = 0
        if session.peak is not None:
            self.caution_since = None

    def see_verdict(self, found: PainVerdict) -> None:
        """Count how often running a caution pain was followed by a worse morning."""
        self.worse_running = self.worse_running + 1 if found is PainVerdict.EASIER else 0

    def stops_within(self, rules: PainRules, today: int) -> int:
        """Stops in the window of days that ends today."""
        return sum(1 for day in self.stops if today - day < rules.stop_repeat.days)

    def caution_for(self, today: int) -> int:
        """Days, both ends counted, over which every session hurt more than is safe."""
        return 0 if self.caution_since is None else today - self.caution_since + 1

    def rising(self, rules: MeanRise) -> bool:
        """Whether the weekly means rose as often running as refers, and ended high enough to matter."""
        return mean_rises(rules, self.means)


def mean_rises(rules: MeanRise, means: Sequence[float]) -> bool:
    """Whether the last `weeks` steps between weekly means were all rises of at least `by`, ending above `above`."""
    last = means[-rules.weeks - 1 :]
    if len(last) <= rules.weeks or last[-1] <= rules.above:
        return False
    return all(after - before >= rules.by for before, after in pairwise(last))
