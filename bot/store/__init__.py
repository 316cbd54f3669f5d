"""Where everything is kept: `open_store(url)` gives a database, its `unit()` a unit of work."""

from bot.store.database import FOR_EVER, BadUrl, Database, open_store

__all__ = ["FOR_EVER", "BadUrl", "Database", "open_store"]
