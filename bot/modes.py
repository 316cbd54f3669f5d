"""Who else on this machine can read the token and the record."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import structlog
from sqlalchemy import make_url

log = structlog.get_logger(__name__)

ENV = Path(".env")
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def warn_of_open_files(database_url: str, env: Path = ENV) -> None:
    """One warning for each file that is not its owner's alone: the settings, and SQLite's database with its log."""
    if os.name != "posix":
        return
    for file in (env, *_database_files(database_url)):
        try:
            mode = stat.S_IMODE(file.stat().st_mode)
        except OSError:
            continue
        if mode & OTHERS:
            log.warning(
                "others on this machine can read or change a file", file=str(file), mode=f"{mode:o}", mend="600"
            )


def _database_files(url: str) -> tuple[Path, ...]:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return ()
    return tuple(Path(parsed.database + ending) for ending in ("", "-wal", "-shm"))
