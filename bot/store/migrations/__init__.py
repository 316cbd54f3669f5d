"""The schema's history, run by Alembic without any configuration file.

A new step: `python -m bot.store.migrations "what it changes"` compares the tables with a migrated scratch file and
writes a draft into versions/, to be read and corrected by hand. Files are named by their revision.

Alembic is loaded only where there is something to do: nearly every start finds its schema, and would pay for Alembic
with a third of a second and with memory for as long as it runs.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

if TYPE_CHECKING:
    from alembic.config import Config

HERE = Path(__file__).parent
REVISIONS = tuple(sorted(path.stem.partition("_")[0] for path in (HERE / "versions").glob("[0-9]*.py")))
"""Every revision, the newest last."""


def is_newest(connection: Connection) -> bool:
    """Whether the schema is that of this release."""
    if not connection.dialect.has_table(connection, "alembic_version"):
        return False
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    return list(found) == [REVISIONS[-1]]


def configuration(connection: Connection | None = None) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection, revision: str = "head") -> None:
    from alembic import command

    command.upgrade(configuration(connection), revision)


def downgrade(connection: Connection, revision: str) -> None:
    from alembic import command

    command.downgrade(configuration(connection), revision)
