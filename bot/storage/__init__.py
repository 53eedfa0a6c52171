"""What is kept, where, and for how long."""

from bot.storage.database import Database, StorageUnavailable

__all__ = ["Database", "StorageUnavailable"]
