"""The command line: `hipcoach` or `python -m bot`."""

from __future__ import annotations

import gc

gc.disable()  # all that is imported stays, see bot.loading

import argparse
import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.backup import BackupError, backup, backups_folder, restore
from bot.bootstrap import DATA
from bot.chat.application import TokenRefused, WebhookRefused
from bot.clock import SystemClock
from bot.config import HINTS, Settings, SettingsError, load_settings
from bot.line import Wish
from bot.loading import done
from bot.logs import set_up_logging
from bot.modes import warn_of_open_files
from bot.personas import PERSONAS
from bot.ports import Away
from bot.processes import Hook, migrate, poll, remind, serve_webhook
from bot.programme_file import ProgrammeError, load_programme
from bot.services.moving_in import AlreadyHere, Unfit
from bot.store import BadUrl
from bot.vocabulary import VocabularyError
from bot.words_file import WordsError

done()

USAGE_ERROR = 2
LAST_RESORT_SECONDS = 9.7
KNOWN = (
    SettingsError,
    ProgrammeError,
    VocabularyError,
    WordsError,
    BadUrl,
    BackupError,
    AlreadyHere,
    Unfit,
    TokenRefused,
    WebhookRefused,
    Away,
)
"""Faults of the surroundings, told in one line."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; a wrong setting or data file is one line on standard error and exit code 2."""
    arguments = _parser().parse_args(argv)
    command: Callable[[argparse.Namespace], int] = arguments.command
    try:
        return command(arguments)
    except KNOWN as error:
        print(f"hipcoach: {' '.join(str(error).split())}", file=sys.stderr)
        return USAGE_ERROR
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="hipcoach",
        description="A chat coach in Telegram: one hip drill each morning, four stages, by rules anyone can read.",
        epilog="Settings come from the environment or a .env file; the README lists them.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: Callable[[argparse.Namespace], int], help_: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help_, description=help_[0].upper() + help_[1:] + ".")
        sub.set_defaults(command=command)
        return sub

    run = add("run", _run, "the bot, polling and reminders in one process; without a token a local try-out")
    try_ = add("try", _try, "the same bot on a local Telegram, with a chat page in the browser")
    for each in (run, try_):
        each.add_argument("--port", type=_port, help="port of the try-out's chat page (default: PORT, else 8080)")
    try_.add_argument("--data", type=Path, help="keep the try-out's database in this file")
    add("web", _web, "take updates by webhook; reminders are the worker's")
    add("worker", _worker, "send reminders and what was left unsent, beside `web` processes")
    add("migrate", _migrate, "bring the database's schema up to date")
    copy = add("backup", _backup, "copy an SQLite database while the bot runs")
    copy.add_argument("file", nargs="?", type=Path, help="where to (default: a file named by the time in BACKUP_DIR)")
    put_back = add("restore", _restore, "put a copy in the place of the SQLite database, which is kept beside it")
    put_back.add_argument("file", type=Path, help="a file that `backup` or a night made")
    bring = add("import", _import, "take in a user who comes from another host with the ZIP file of /export")
    bring.add_argument("file", type=Path, help="the ZIP file")
    bring.add_argument("--replace", action="store_true", help="erase the record that the user has here already")
    understand = add("understand", _understand, "read replies: JSON Lines in, one reading a line out")
    understand.add_argument("--explain", metavar="TEXT", help="read one text and print why it was read so")
    simulated = add("simulate", _simulate, "run made-up users through the programme, day by day")
    simulated.add_argument("--weeks", type=_count, default=20, help="how long a life is (20)")
    simulated.add_argument("--persona", choices=["all", *PERSONAS], default="steady", help="who (steady)")
    simulated.add_argument("--seed", type=int, default=1, help="which life of theirs (1)")
    simulated.add_argument("--seeds", type=_count, default=1000, help="lives in the table, 0 for none (1000)")
    simulated.add_argument("--programme", type=Path, default=DATA / "programme.yaml", help="the file to check")
    return parser


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return number


def _count(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 100_000:
        raise argparse.ArgumentTypeError("a number from 0 to 100000")
    return number


def _wish(settings: Settings) -> Wish:
    return Wish(
        token=settings.token(),
        api_url=settings.api_url,
        database_url=settings.database_url.get_secret_value(),
        clock=SystemClock(),
        send_rate=settings.send_rate,
        paid=settings.paid_broadcasts,
        tick_seconds=settings.tick_seconds,
        admins=settings.admin_ids,
        metrics_port=settings.metrics_port,
        metrics_host=settings.metrics_host,
        backup_dir=settings.backup_dir,
        backups_kept=settings.backup_keep,
        user_burst=settings.user_burst,
        contact=settings.privacy_contact,
    )


def _settings() -> Settings:
    settings = load_settings()
    set_up_logging(settings.log_level, settings.log_format)
    warn_of_open_files(settings.database_url.get_secret_value())
    return settings


async def _signal() -> None:
    """Return at the first SIGINT or SIGTERM."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    await stop.wait()
    _leave_at_last()


def _leave_at_last() -> None:
    """Whatever still hangs then (a name server, a disk) may: what is committed is, the rest waits at Telegram."""
    timer = threading.Timer(LAST_RESORT_SECONDS, os._exit, (0,))
    timer.daemon = True
    timer.start()


def _run(arguments: argparse.Namespace) -> int:
    settings = _settings()
    if settings.telegram_bot_token is None:
        return _try(arguments)
    asyncio.run(poll(_wish(settings), _signal))
    return 0


def _try(arguments: argparse.Namespace) -> int:
    from bot.trial import run_trial  # a whole Telegram, which the live bot never needs

    settings = _settings()
    port = settings.port if arguments.port is None else arguments.port
    keep: Path | None = getattr(arguments, "data", None)

    def say(text: str) -> None:
        print(text, flush=True)

    asyncio.run(run_trial(port, _signal, data=keep, say=say))
    return 0


def _web(_: argparse.Namespace) -> int:
    settings = _settings()
    if settings.webhook_url is None or settings.webhook_secret is None:
        missing = "WEBHOOK_URL" if settings.webhook_url is None else "WEBHOOK_SECRET"
        raise SettingsError(f"{missing} is missing: set it to {HINTS[missing]}")
    hook = Hook(str(settings.webhook_url), settings.webhook_secret.get_secret_value(), settings.port)
    asyncio.run(serve_webhook(_wish(settings), hook, _signal))
    return 0


def _worker(_: argparse.Namespace) -> int:
    asyncio.run(remind(_wish(_settings()), _signal))
    return 0


def _migrate(_: argparse.Namespace) -> int:
    asyncio.run(migrate(_settings().database_url.get_secret_value()))
    return 0


def _backup(arguments: argparse.Namespace) -> int:
    settings, now = _settings(), SystemClock().now()
    url = settings.database_url.get_secret_value()
    target = arguments.file or backups_folder(url, settings.backup_dir) / f"hipcoach-{now:%Y-%m-%d-%H%M%S}.sqlite3.gz"
    size = backup(url, target)
    print(f"{target} ({size / 1024:,.0f} KB)")
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    url = _settings().database_url.get_secret_value()
    kept = restore(url, arguments.file, SystemClock().now())
    print(f"{arguments.file} is in place." + (f" The database of before is {kept}." if kept else ""))
    return 0


def _import(arguments: argparse.Namespace) -> int:
    from bot.moving import bring_in  # with the shape of an export, which the live bot never needs

    url = _settings().database_url.get_secret_value()
    print(asyncio.run(bring_in(url, arguments.file, SystemClock().now(), replaces=arguments.replace)))
    return 0


def _understand(arguments: argparse.Namespace) -> int:
    from bot.understand import run as understand

    understand(sys.stdin, sys.stdout, explain=arguments.explain)
    return 0


def _simulate(arguments: argparse.Namespace) -> int:
    from bot.simulate import run as simulate

    return simulate(
        load_programme(arguments.programme),
        weeks=arguments.weeks,
        persona=arguments.persona,
        seed=arguments.seed,
        seeds=arguments.seeds,
        out=sys.stdout,
    )


if __name__ == "__main__":
    sys.exit(main())
