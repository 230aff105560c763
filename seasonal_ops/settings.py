"""Settings and where each came from: option › environment › `seasonal-ops.toml` › default.

The file is looked for in the working folder, then in the user's configuration folder. Only
`bootstrap` and `cli` read settings; everybody else is handed what it needs.
"""

import getpass
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from platformdirs import user_config_path, user_data_path

from seasonal_ops.errors import BadValue

APP: Final = "seasonal-ops"
PREFIX: Final = "SEASONAL_OPS_"
FILE: Final = "seasonal-ops.toml"
MASKED: Final = frozenset({"smtp_password", "proxy"})  # they hold a password, or may
THEMES: Final = ("dark", "light", "high-contrast")
SMTP_SECURITY: Final = {word: word for word in ("starttls", "tls", "none")}

_EXPECTED: Final = {
    "smtp_port": "a number from 1 to 65535",
    "smtp_security": "starttls, tls or none",
    "base_url": "an address such as https://calendar.council.example, of 180 characters at most",
    "time_zone": "a name such as Europe/London",
    "secret_file": "a path",
    "ca_bundle": "a path",
    "proxy": "an address such as http://proxy.council.example:3128",
    "feed_dir": "a path",
    "backup_dir": "a path",
    "mail_templates": "a folder",
    "theme": "dark, light or high-contrast",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be set (docs/contract.md). `origin` names, for each, where its value came from."""

    database: str
    base_url: str | None = None
    time_zone: str = "Europe/London"
    secret_file: Path
    smtp_host: str | None = None
    smtp_port: int = 587
    smtp_security: str = "starttls"
    smtp_username: str | None = None
    smtp_password: str | None = field(default=None, repr=False)
    mail_from: str | None = None
    ca_bundle: Path | None = None
    proxy: str | None = field(default=None, repr=False)  # may hold a password
    feed_dir: Path | None = None
    backup_dir: Path | None = None
    mail_templates: Path | None = None
    theme: str = "dark"
    actor: str
    now: str | None = None
    origin: Mapping[str, str]


def load(
    options: Mapping[str, str | None], environment: Mapping[str, str], *, working_folder: Path
) -> Settings:
    """The settings in force. Raises BadValue naming the setting and its origin when one is unusable."""
    found: dict[str, Any] = {}
    origin: dict[str, str] = {}
    sources = [
        ("option", {name: value for name, value in options.items() if value is not None}),
        ("environment", _from_environment(environment)),
        *((str(path), _from_file(path)) for path in _files(working_folder)),
    ]
    for source, values in reversed(sources):
        for name, value in values.items():
            found[name] = value
            origin[name] = source
    typed = {name: _typed(name, value, origin[name]) for name, value in found.items()}
    return _with_defaults(typed, origin)


def _names() -> frozenset[str]:
    return frozenset(one.name for one in fields(Settings)) - {"origin"}


def _from_environment(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name in _names() if (value := environment.get(PREFIX + name.upper(), ""))}


def _files(working_folder: Path) -> list[Path]:
    paths = [working_folder / FILE, user_config_path(APP, appauthor=False) / FILE]
    return [path for path in paths if path.is_file()]


def _from_file(path: Path) -> dict[str, Any]:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise BadValue(f"{path} cannot be read as TOML: {error}") from error
    # A clock that stands still belongs to one run of a test, never to a file that is forgotten.
    known = sorted(_names() - {"now"})
    unknown = sorted(set(values) - set(known))
    if unknown:
        raise BadValue(f"{path}: there is no setting {unknown[0]!r}; settings: {', '.join(known)}")
    return values


def _typed(name: str, value: Any, origin: str) -> Any:
    try:
        if name == "smtp_port":
            return _port(value)
        if name in ("secret_file", "ca_bundle", "feed_dir", "backup_dir", "mail_templates"):
            return Path(value).expanduser()
        if name == "smtp_security":
            return SMTP_SECURITY[value]
        if name == "theme":
            return THEMES[THEMES.index(value)]
        if name == "base_url":
            return _base_url(str(value))
        if name == "proxy":
            return _proxy(str(value))
        if name == "time_zone":
            ZoneInfo(value)
    except (ValueError, TypeError, KeyError, OSError) as error:
        expected = _EXPECTED.get(name, "a text")
        shown = "used" if name in MASKED else repr(value)
        raise BadValue(f"the setting {name} ({origin}) cannot be {shown}; give {expected}") from error
    return str(value)


def _base_url(value: str) -> str:
    """Short enough that a feed's address stays below 256 characters: some programs take no more."""
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(value)
    if len(value) > 180:
        raise ValueError(value)
    return value


def _proxy(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
        raise ValueError(value)
    return value


def _port(value: Any) -> int:
    port = int(value)
    if not 1 <= port <= 65535:
        raise ValueError(port)
    return port


def _with_defaults(values: dict[str, Any], origin: dict[str, str]) -> Settings:
    values.setdefault("database", f"sqlite:///{user_data_path(APP, appauthor=False) / 'seasonal-ops.db'}")
    values.setdefault("actor", _account())
    if "secret_file" not in values:
        values["secret_file"] = _beside(values["database"])
    everywhere = {name: origin.get(name, "default") for name in sorted(_names())}
    return Settings(**values, origin=everywhere)


def _beside(database: str) -> Path:
    """Where the server's key lies unless it is said: beside an SQLite database, else with the user's data."""
    if database.startswith("sqlite:///"):
        return Path(database.removeprefix("sqlite:///")).with_suffix(".key")
    return user_data_path(APP, appauthor=False) / "seasonal-ops.key"


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
