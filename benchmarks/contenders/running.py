"""Starts a contender against a local Telegram, and says what it used."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.bootstrap import load_desk
from bot.clock import SystemClock
from bot.coach.model import Baseline, Dose, Fact, Log, Pain, Plan, Screening, Variant
from bot.records import Incoming, Kind, State, User
from bot.services.answer import Answerer
from bot.store import Database, open_store
from bot.tryout import TOKEN

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
OTHER_PYTHON = ROOT / ".venv" / "baselines" / "bin" / "python"
"""Has the packages that we only compare with (`make bench` installs them)."""
FIRST_PERSON = 1001
YESTERDAY = "2x6 yesterday, pain 1"


@dataclass(frozen=True, slots=True)
class Contender:
    """`command` gives what to run for a Telegram's address and an empty folder, `prepare` fills the folder before."""

    name: str
    command: Callable[[str, str], Sequence[str]]
    prepare: Callable[[str], None] = lambda folder: None
    environment: Callable[[str, str], dict[str, str]] = lambda url, folder: {}


def plain_bot() -> Contender:
    """python-telegram-bot as its examples show it, with one SQLAlchemy insert and commit an update."""
    script = str(HERE / "ptb_echo.py")
    return Contender("PTB + commit", lambda url, folder: [sys.executable, script, url, folder, TOKEN])


def aiogram_bot() -> Contender | None:
    """aiogram's echo, which keeps nothing; None where aiogram is not there."""
    if not OTHER_PYTHON.exists():
        print("(no aiogram: `make bench` installs it)", file=sys.stderr)
        return None
    script = str(HERE / "aiogram_echo.py")
    return Contender("aiogram echo", lambda url, folder: [str(OTHER_PYTHON), script, url, TOKEN])


def coach(people: int, days: int = 7) -> Contender:
    """The whole bot as a host starts it, for people with so many days of training behind them."""
    return Contender(
        f"hipcoach, {days} days of record",
        lambda url, folder: [sys.executable, "-m", "bot", "run"],
        lambda folder: asyncio.run(_fill(database_of(folder), people, days)),
        lambda url, folder: {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": url,
            "DATABASE_URL": database_of(folder),
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "",  # as everywhere: a start does not compile again what it compiled before
        },
    )


def database_of(folder: str) -> str:
    return f"sqlite:///{folder}/coach.sqlite3"


@contextmanager
def running(contender: Contender, url: str, folder: str) -> Iterator[subprocess.Popen[bytes]]:
    """The contender's process, ended in the end. Its own output goes nowhere."""
    settings = os.environ | contender.environment(url, folder)
    process = subprocess.Popen(
        contender.command(url, folder), cwd=folder, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def cpu_seconds(process: subprocess.Popen[bytes]) -> float:
    """Processor time used so far, of all its threads."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_mb(process: subprocess.Popen[bytes]) -> float:
    """Memory in use, in MB (10^6 bytes)."""
    pages = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


async def _fill(database_url: str, people: int, days: int) -> None:
    """Yesterday is told to the coach itself, so that everybody has heard what was decided in the weeks before."""
    database = open_store(database_url)
    await database.migrate()
    answer = Answerer(load_desk(database), SystemClock())
    for chat in range(FIRST_PERSON, FIRST_PERSON + people):
        await add_trained_person(database, chat, days, last=2)
        said = Incoming(key=f"before {chat}", kind=Kind.TEXT, chat_id=chat, at=SystemClock().now(), text=YESTERDAY)
        answered = await answer(said)
        async with database.unit() as uow:
            await uow.mark_sent([row.id for row in answered.posted])
            await uow.commit()
    await database.close()


async def add_trained_person(database: Database, chat: int, count: int = 7, *, last: int = 1) -> None:
    """So many days of two sets and a pain of one; the last one was `last` days ago."""
    now = SystemClock().now()
    days = [now - timedelta(days=n) for n in range(count + last - 1, last - 1, -1)]
    first = days[0]
    facts: list[Fact] = [
        Screening(at=first, day=first.date()),
        Baseline(at=first, day=first.date(), value=2),
        Plan(at=first, day=first.date(), weekdays=tuple(range(7))),
    ]
    sets = ((6, 6), (6, 6))
    for at in days:
        day = at.date()
        facts.append(Log(at=at, day=day, stage=1, variant=Variant.FULL, prescribed=Dose(2, 6), sets=sets))
        facts.append(Pain(at=at, day=day, value=1))
    person = User(chat_id=chat, state=State.ACTIVE, zone="UTC", created_at=first, seen_at=first)
    async with database.unit() as uow:
        user = await uow.add_user(person)
        await uow.record(user.id, facts, message_id=None)
        await uow.commit()
