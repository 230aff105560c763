"""How it looks: dark, light, or with the highest contrast; every state has glyph and word besides.

Dark and light are Textual's but for the contrast of text, where that is less than WCAG 2.2 asks: of what is
muted, a warning or a success on light ground; on a bank holiday, under the cursor, picked with the mouse; and
of what says in an empty box what belongs there (`text-disabled`, as Textual has no name for it alone).
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
        "warning-muted": "#3a2a12",
        "screen-selection-background": "#005fa8",
        "screen-selection-foreground": "#ffffff",
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
        "primary-muted": "#b7cbd9",
        "warning-muted": "#e6d3b3",
        "screen-selection-background": "#004578",
        "screen-selection-foreground": "#ffffff",
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
        "text-disabled": "auto 85%",
        "primary-muted": "#0000a0",
        "warning-muted": "#303000",
        "border": "#ffffff",
        "border-blurred": "#ffffff",
        "input-selection-background": "#0000a0",
        "screen-selection-background": "#ffffff",
        "screen-selection-foreground": "#000000",
        "input-cursor-background": "#ffffff",
        "input-cursor-foreground": "#000000",
        "block-cursor-background": "#0000a0",
        "block-cursor-foreground": "#ffffff",
    },
)
# By the word that a person says, which is its name as well.
THEMES: Final = {theme.name: theme for theme in (_DARK, _LIGHT, _HIGH_CONTRAST)}
