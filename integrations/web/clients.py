"""Which family of calendar programs a request came from, by its User-Agent. Pure."""

from typing import Final

# The first sign found decides; Apple's come after programs that name themselves beside iOS or macOS.
_SIGNS: Final = (
    ("google-calendar", "Google"),
    ("microsoft", "Outlook"),
    ("outlook", "Outlook"),
    ("exchange", "Outlook"),
    ("thunderbird", "Thunderbird"),
    ("icsx5", "ICSx5"),
    ("davx5", "DAVx5"),
    ("vdirsyncer", "vdirsyncer"),
    ("homeassistant", "Home Assistant"),
    ("nextcloud", "Nextcloud"),
    ("dataaccessd", "Apple"),
    ("calendaragent", "Apple"),
    ("ios/", "Apple"),
    ("macos/", "Apple"),
    ("mozilla", "browser"),
)


def family(user_agent: str) -> str:
    """A name of at most 60 characters; `other` for a program that is not known."""
    said = user_agent.casefold()
    return next((name for sign, name in _SIGNS if sign in said), "other")
