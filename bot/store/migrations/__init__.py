"""The schema's history, run by Alembic without any configuration file.

A new step: `python -m bot.store.migrations "what it changes"` compares the tables with a migrated scratch file and
writes a draft into versions/, to be read and corrected by hand.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

HERE = Path(__file__).parent


def configuration(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection, revision: str = "head") -> None:
    command.upgrade(configuration(connection), revision)


def downgrade(connection: Connection, revision: str) -> None:
    command.downgrade(configuration(connection), revision)
