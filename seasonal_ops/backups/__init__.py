"""Backups: the whole database as one SQLite file, made while it is used, and put back.

It is the same file whatever the database is, so it is also the way from SQLite to PostgreSQL and back. The
server's key is not in it: a stolen backup opens no link.
"""

from seasonal_ops.backups.contents import Contents
from seasonal_ops.backups.making import make
from seasonal_ops.backups.restoring import Restored, inspect, restore

__all__ = ["Contents", "Restored", "inspect", "make", "restore"]
