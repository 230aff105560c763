"""How it looks: dark, light, or with the highest contrast; every state has glyph and word besides."""

from typing import Final

from textual.theme import Theme

HIGH_CONTRAST: Final = Theme(
    name="high-contrast",
    dark=True,
    primary="#ffff00",
    secondary="#00ffff",
    accent="#00ffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    success="#00ff00",
    warning="#ffff00",
    error="#ff8080",
    variables={
        "foreground-muted": "#ffffff",
        "primary-muted": "#0000c0",
        "border": "#ffffff",
        "border-blurred": "#ffffff",
        "input-selection-background": "#0000c0",
        "input-cursor-background": "#ffffff",
        "input-cursor-foreground": "#000000",
        "block-cursor-background": "#0000c0",
        "block-cursor-foreground": "#ffffff",
    },
)
# By the word that a person says, Textual's name.
THEMES: Final = {"dark": "textual-dark", "light": "textual-light", "high-contrast": HIGH_CONTRAST.name}
