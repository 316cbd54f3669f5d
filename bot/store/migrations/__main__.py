"""Drafts the next migration: what the tables say against what the migrations so far make of an empty file."""

from __future__ import annotations

import sys

from alembic import command
from sqlalchemy import create_engine

from bot.store.migrations import HERE, configuration, upgrade


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit('usage: python -m bot.store.migrations "what it changes"')
    number = len(list((HERE / "versions").glob("[0-9]*.py"))) + 1
    with create_engine("sqlite://").connect() as connection:
        upgrade(connection)
        command.revision(configuration(connection), sys.argv[1], autogenerate=True, rev_id=f"{number:04}")


if __name__ == "__main__":
    main()
