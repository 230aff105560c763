"""Text that acts on a terminal, or reads as markup, if anybody lets it."""

# What must never reach the screen.
ACTING = set("\x1b\x9b\u202e\ud800\x00\x0b\r\u2028")
HOSTILE = (
    "[/",
    "[@click=app.quit]OK[/]",
    "[b]" * 5000,
    "\x1b[2J\x1b]52;c;cHdu\x1b\\",
    "\x9b31m",
    "\u202eexe.txt",
    "a" + "\u0301" * 10_000,
    "\ud800",
    "a\r\nb\x00\x0b\u2028c",
)
