"""`python -m bot.tryout`: a local Telegram as a process of its own, driven over `/control`."""

import argparse
import asyncio
import contextlib
import signal
from datetime import datetime

from bot.tryout.clock import Clock, FixedClock, RealClock
from bot.tryout.server import TOKEN, LocalTelegram


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot.tryout", description=__doc__)
    parser.add_argument("--port", type=int, default=8081, help="0 for any free one; printed once it listens")
    parser.add_argument("--token", default=TOKEN, help="the bot token that is accepted")
    parser.add_argument(
        "--start", type=datetime.fromisoformat, help="a clock that stands still at this ISO 8601 moment"
    )
    return parser.parse_args()


async def _serve(port: int, token: str, clock: Clock) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows has no such handlers; Ctrl-C still ends it
            asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with LocalTelegram(clock=clock, token=token).serve(port, control=True) as telegram:
        print(f"listening on {telegram.url}", flush=True)
        await stop.wait()


def main() -> None:
    """Run until it is told to stop."""
    given = _arguments()
    clock = FixedClock(given.start) if given.start else RealClock()
    asyncio.run(_serve(given.port, given.token, clock))


if __name__ == "__main__":
    main()
