"""How it looks: dark, light, or with the highest contrast; every state has glyph and word besides.

Text and signs keep the contrast of WCAG 2.2: 4.5 (AA), in high contrast 7 (AAA). Dark and light are Textual's
but for that: on its light ground what is muted, a warning or a success has 3 to 4.
"""

from dataclasses import replace
from typing import Final

from textual.theme import BUILTIN_THEMES, Theme

_DARK: Final = replace(
    BUILTIN_THEMES["textual-dark"],
    name="dark",
    variables={
        "text-disabled": "auto 60%",
        "block-cursor-background": "#005fa8",
    },
)
_LIGHT: Final = replace(
    BUILTIN_THEMES["textual-light"],
    name="light",
    accent="#8a5300",
    warning="#8a5300",
    success="#2f8f50",
    variables={
        "foreground-muted": "#1f1f1fcc",
        "text-disabled": "auto 72%",
    },
)
_HIGH_CONTRAST: Final = Theme(
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
        "text-disabled": "auto 70%",
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
# By the word that a person says, which is its name as well.
THEMES: Final = {theme.name: theme for theme in (_DARK, _LIGHT, _HIGH_CONTRAST)}
