"""What lies around the database: the server's key, the address, the feeds' folder, bank holidays."""

import os
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from sqlmodel import Session, col, select

from seasonal_ops.checkup.shapes import Checked, defect, ok, warning
from seasonal_ops.dates import england
from seasonal_ops.facts import ContactAdded, ContactChanged
from seasonal_ops.models import Contact, ContactDetail, FactRow
from seasonal_ops.planning.addresses import fingerprint
from seasonal_ops.views import PlanView

_OTHERS: Final = 0o007
_AHEAD: Final = timedelta(days=300)  # a plan is drafted most of a year before it ends


def key_file(session: Session, path: Path) -> Checked:
    """Is the server's key for those alone whom it concerns, and the one that this database needs?

    One that is not there yet is in order: that none is missing is asked elsewhere (`App.require_key`).
    """
    if not path.exists():
        return ok("key", f"{path} will be made at first use")
    mode = path.stat().st_mode
    if os.name == "posix" and mode & _OTHERS:
        return defect("key", f"{path} can be read by every account of this machine", f"chmod 0600 {path}")
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return defect("key", f"{path} cannot be read", "restore it from your backup")
    return _belonging(session, path, key)


def _belonging(session: Session, path: Path, key: bytes) -> Checked:
    """The newest fingerprint of an address that is still known tells whose key it is."""
    kinds = (ContactAdded.__name__, ContactChanged.__name__)
    query = select(FactRow).where(col(FactRow.kind).in_(kinds)).order_by(col(FactRow.id).desc()).limit(50)
    for fact in session.exec(query):
        after = fact.after or {}
        detail = session.get(ContactDetail, after.get("id", 0))
        written = after.get("address_fingerprint")
        if detail is None or not written or session.get(Contact, detail.contact_id) is None:
            continue
        if written == fingerprint(key, detail.email or detail.url):
            return ok("key", f"{path} is there, and is this database's")
        return defect(
            "key",
            f"{path} is not the key that this database was used with",
            "put the right one there: with another, no address of a feed opens",
        )
    return ok("key", f"{path} is there")


def base_url(url: str | None, listens: str) -> Checked:
    """`url` as set, `listens` where serve last listened: what the addresses of feeds begin with."""
    shown = url or listens
    parts = urlsplit(shown)
    if parts.hostname in ("127.0.0.1", "::1", "localhost"):
        if url is None:
            return ok("address", f"feeds are served at {shown}, to this machine only")
        return warning(
            "address", f"SEASONAL_OPS_BASE_URL is {shown}, which no partner can reach", "set another"
        )
    if parts.scheme != "https":
        return defect(
            "address",
            f"the addresses of feeds begin with {shown}, and whoever is on the way can read them",
            "put a proxy with TLS in front, and set SEASONAL_OPS_BASE_URL to an https address",
        )
    return ok("address", f"the addresses of feeds begin with {shown}")


def feed_folder(folder: Path | None) -> Checked:
    """Can serve keep it filled, or make it? Nothing is written to find out."""
    if folder is None:
        return ok("feeds' folder", "none is set")
    there = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        why = "may not be written by this account" if there.is_dir() else "is no folder"
        return defect(
            "feeds' folder",
            f"{folder} cannot be written ({there} {why}), so the files in it grow old",
            "give the account that runs serve write access, or set another SEASONAL_OPS_FEED_DIR",
        )
    return ok("feeds' folder", f"{folder} " + ("can be written" if there == folder else "will be made"))


def holidays(plans: Sequence[PlanView], today: date) -> Checked:
    """Are bank holidays known as far as the plans go?"""
    horizon = england().horizon
    needed = max([today + _AHEAD, *(plan.ends_on for plan in plans)])
    sentence = f"bank holidays are known until {horizon:%d %B %Y}"
    if horizon < needed:
        return warning(
            "bank holidays", f"{sentence}, and plans reach farther", "install a newer Seasonal Ops"
        )
    return ok("bank holidays", sentence)
