"""Every message of the coach over many standings, to be checked by tests and read by people.

`python -m tests.wording.gallery` prints them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from bot.coach.live import End, begin
from bot.coach.model import Unit, Variant
from bot.coach.programme import Programme
from bot.coach.progress import look_back
from bot.coach.routine import Routine
from bot.coach.standing import Reason, Standing, Verdict, Why
from bot.wording import demo, journey, offers, reasons, reminder, replies, review, settings
from bot.wording.live import live_message
from bot.wording.message import Message
from bot.wording.progress import progress
from bot.wording.words import Words
from tests.wording.people import LEVEL_UP, PEOPLE, TODAY, YESTERDAY, trained
from tests.wording.weeks import REVIEWS

AT = datetime(2026, 12, 3, 7, 5)  # noqa: DTZ001 - a user's wall clock has no zone
BEGAN = datetime(2026, 12, 3, 7, 5, tzinfo=UTC)
SOON = BEGAN + timedelta(seconds=3)
HOSTILE = '<b>Bob</b> & <3 "x"'


def gallery(words: Words, programme: Programme) -> Iterator[tuple[str, Message]]:
    """Every message with a name that says whose it is."""
    for name, standing in PEOPLE.items():
        for kind, message in _of(words, programme, standing):
            yield f"{kind}: {name}", message
    yield from _on_request(words, programme)
    yield from sessions(words, programme)


def _of(words: Words, programme: Programme, standing: Standing) -> Iterator[tuple[str, Message]]:
    yield "next", journey.whats_next(words, programme, standing, AT, time(7))
    yield "next without reminders", journey.whats_next(words, programme, standing, AT, None)
    yield "why", journey.why(words, programme, standing)
    yield "map", journey.journey_map(words, programme, standing)
    yield "progress", progress(words, programme, standing, look_back(programme, (), standing))
    yield "progress after sessions", progress(words, programme, standing, look_back(programme, trained(), standing))
    for ask in (False, True):
        yield f"reminder, asked {ask}", remind(words, programme, standing, ask_morning=ask)
    asked = remind(words, programme, standing, ask_morning=standing.ask_morning)
    yield "better time", reminder.asking_for_a_better_time(words, asked)
    yield "last for now", reminder.last_for_now(words, asked)
    if standing.prescription is not None:
        yield "nudge", reminder.nudge(words, programme, standing, standing.today)
    yield "faster", offers.advance_refused(words, programme, standing)
    question = offers.open_question(words, programme, standing)
    if question is not None:
        yield "question", question


def remind(words: Words, programme: Programme, standing: Standing, *, ask_morning: bool = True) -> Message:
    """The fullest reminder there is."""
    return reminder.reminder(
        words,
        programme,
        standing,
        standing.today,
        morning=None if ask_morning else 1,
        ask_morning=ask_morning,
        late=True,
        if_then="my morning coffee",
        greeting_name=HOSTILE,
        snoozed=2,
    )


def _on_request(words: Words, programme: Programme) -> Iterator[tuple[str, Message]]:
    someone = PEOPLE["open today"]
    for stage in range(1, programme.last + 1):
        for variant in Variant:
            for substitute in (False, True):
                name = f"how: {stage} {variant} {'substitute' if substitute else 'kit'}"
                yield name, demo.how(words, programme, stage, variant, substitute)
    yield "brief reminder", reminder.reminder(
        words, programme, someone, TODAY, morning=None, ask_morning=False, late=False, if_then=None,
        greeting_name="", brief=True,
    )  # fmt: skip
    yield "morning", reminder.morning_question(words, TODAY)
    yield "lifts", offers.lifts_question(words, TODAY)
    yield "signs", offers.signs_question(words)
    yield "usual pain", offers.baseline_question(words)
    yield from _reviews(words, programme)
    yield from _settings(words, programme)
    for why in Why:
        yield f"reason: {why}", Message(reasons.reason(words, programme, example(why), TODAY))
        yield f"fact: {why}", Message(reasons.fact(words, programme, example(why), TODAY, Unit.SECONDS))
    for verdict in Verdict:
        yield (
            f"decision: {verdict}",
            Message(reasons.decision(words, programme, LEVEL_UP._replace(verdict=verdict, reasons=()), TODAY)),
        )


def _settings(words: Words, programme: Programme) -> Iterator[tuple[str, Message]]:
    """The settings, full and bare, and every view of them."""
    hours = (time(22), time(7))
    full = settings.AllSet(
        weekdays=(0, 2, 4), at=time(7), zone="America/Argentina/Buenos_Aires", when="tomorrow 07:00", nudge=True,
        review=False, quiet=hours, missing=[piece.name for piece in programme.kit], if_then=HOSTILE, dark=True,
        other_languages=True,
    )  # fmt: skip
    bare = replace(full, quiet=None, missing=[], if_then=None, other_languages=False, dark=False, at=None)
    for name, now in (("full", full), ("bare", bare)):
        yield f"settings: {name}", settings.overview(words, now)
        yield f"settings after a change: {name}", settings.overview(words, now, words("plan-dropped"))
    yield "settings: time", settings.which_time(words)
    yield "settings: days", settings.which_days(words, frozenset({0, 3}), 2)
    yield "settings: kit", settings.which_kit(words, programme, frozenset({"bar"}))
    yield "settings: zone", settings.which_zone(words, "en", datetime(2026, 12, 3, 7, 5, tzinfo=UTC))
    yield "setting: quiet hours", settings.which_quiet(words)
    yield "setting: plan", settings.which_plan(words)
    yield "setting: language", settings.which_language(words, {"en": "English"}, "en")
    yield "setting: languages", settings.which_language(words, {"en": "English", "de": "Deutsch"}, "de")
    yield "setting: none quiet", Message(settings.quiet_set(words, None, ""))
    yield "setting: now quiet", Message(settings.quiet_set(words, hours, "06:00"))
    for inside in (False, True):
        yield f"setting: new time {inside}", Message(settings.time_set(words, time(6), "tomorrow 06:00", quiet=inside))
    yield "setting: new kit", Message(settings.kit_set(words, ["mat"]))
    for name in ("review-on", "review-off", "nudge-on", "nudge-off", "pictures-dark", "pictures-light", "language-set"):
        yield f"setting: {name}", Message(words(name))
    yield "still wanted", replies.still_wanted(words, programme.accounts)
    yield "privacy", replies.privacy(words, programme.accounts)
    yield "back again", Message(words("back-again"))


def _reviews(words: Words, programme: Programme) -> Iterator[tuple[str, Message]]:
    """Weeks to look back on: each thing to watch, the counts, the two units, before and after the answer."""
    for name, week in REVIEWS.items():
        yield f"review: {name}", review.review(words, programme, week, ask=True)
    full = REVIEWS["full"]
    for value, before in ((2, 4), (4, 2), (3, 3), (0, None), (None, 3)):
        answer = review.answered(words, value, before)
        yield f"lifts answer: {value} after {before}", Message(answer)
        chosen = "none" if value is None else value
        yield (
            f"review answered: {value} after {before}",
            review.review(words, programme, full, ask=True, answer=answer, chosen=chosen),
        )
    yield "review without the question", review.review(words, programme, full, ask=False)


def sessions(words: Words, programme: Programme) -> Iterator[tuple[str, Message]]:
    """A session of each drill that counts along, at every step, paused, and however it ends."""
    for number, stage in enumerate(programme.stages, start=1):
        routine = Routine(
            day=TODAY, stage=number, variant=Variant.FULL, substitute=False, unit=stage.unit, dose=stage.dose(3),
            first="right", rest=stage.rest_seconds, ready=5, switch=stage.switch_seconds, idle=900, late=20,
            less_range=True, clip=number == 2,
        )  # fmt: skip
        fresh = begin(routine, BEGAN)
        for at, step in enumerate(routine.steps):
            done = ((1, 8),) if at > 1 else ()
            live = replace(fresh, at=at, since=BEGAN, done=done)
            name = f"session: {number} {step.phase} {step.set} {step.side}"
            yield name, live_message(words, programme, live, BEGAN)
            yield f"{name} getting ready", live_message(words, programme, replace(live, since=SOON), BEGAN)
            yield f"{name} with its clip", live_message(words, programme, replace(live, flowing=True), BEGAN)
            yield f"{name} paused", live_message(words, programme, replace(live, paused=BEGAN), BEGAN)
            missed = replace(live, paused=BEGAN, missed=True)
            yield f"{name} missed", live_message(words, programme, missed, BEGAN)
        for how in End:
            for done in ((), ((1, 8), (3, 7))):
                live = replace(fresh, done=done, ended=how)
                yield f"session: {number} {how} {len(done)}", live_message(words, programme, live, BEGAN)


def taps(message: Message) -> list[str]:
    """The data of every button, row by row."""
    return [button.data for row in message.buttons for button in row]


def example(why: Why) -> Reason:
    """A reason with every number set."""
    details = {
        Why.SIGN: "night_pain", Why.SCREENING_YES: "injury", Why.SIDE_GAP: "right", Why.KIT: "bar",
        Why.CRITERION: "sessions",
    }  # fmt: skip
    return Reason(why, have=5, need=3, when=YESTERDAY - timedelta(days=2), days=2, detail=details.get(why, ""))


def main() -> None:
    """Print every message as plain text with its buttons."""
    from bot.programme_file import load_programme
    from bot.words_file import load_words
    from tests.wording.conftest import DATA

    for name, message in gallery(load_words(DATA / "words")["en"], load_programme(DATA / "programme.yaml")):
        rows = "\n".join("  ".join(f"[{button.label}]" for button in row) for row in message.buttons)
        sys.stdout.write(f"\n===== {name} ({len(message.text)}) {message.picture or ''}\n{message.text}\n{rows}\n")


if __name__ == "__main__":
    main()
