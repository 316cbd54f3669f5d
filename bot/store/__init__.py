"""Where everything is kept: `open_store(url)` gives a database, its `unit()` a unit of work."""

from bot.store.database import BadUrl, Database, open_store

__all__ = ["BadUrl", "Database", "open_store"]
