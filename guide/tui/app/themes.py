"""The colours. Each theme holds 4.5:1 for text and 3:1 for borders, in 16, 256 and all colours.

Textual's own themes do not: they are not offered.
"""

from textual.theme import Theme


def _variables(
    chosen: tuple[str, str], quiet: str, line: str, focus: str, key: str, foot: str
) -> dict[str, str]:
    """The colours of what Textual draws; `chosen` is the row that Enter takes."""
    words, ground = chosen
    return {
        "block-cursor-foreground": words,
        "block-cursor-background": ground,
        "block-cursor-text-style": "bold",
        "block-hover-background": foot,
        "input-selection-background": ground,
        "input-selection-foreground": words,
        "text-muted": quiet,
        "text-disabled": quiet,
        "border": focus,
        "border-blurred": line,
        "button-foreground": words,
        "button-background": ground,
        "footer-background": foot,
        "footer-key-foreground": key,
        "scrollbar": line,
        "scrollbar-hover": focus,
        "scrollbar-active": focus,
        "scrollbar-background": foot,
        "scrollbar-background-hover": foot,
        "scrollbar-background-active": foot,
        "scrollbar-corner-color": foot,
        "link-color": focus,
        "screen-selection-background": ground,
        "screen-selection-foreground": words,
    }


DARK = Theme(
    name="guide-dark",
    primary="#5fafff",
    secondary="#87afd7",
    accent="#ffd75f",
    warning="#ffd75f",
    error="#ff8787",
    success="#87d787",
    foreground="#e4e4e4",
    background="#121212",
    surface="#1c1c1c",
    panel="#262626",
    boost="#1c1c1c",
    dark=True,
    variables=_variables(
        ("#000000", "#afd7ff"), "#b2b2b2", "#8a8a8a", "#5fafff", "#ffd75f", "#262626"
    ),
)
LIGHT = Theme(
    name="guide-light",
    primary="#0000af",
    secondary="#00005f",
    accent="#0000af",
    warning="#875f00",
    error="#af0000",
    success="#004f00",
    foreground="#121212",
    background="#ffffff",
    surface="#f5f5f5",
    panel="#eeeeee",
    boost="#f5f5f5",
    dark=False,
    variables=_variables(
        ("#ffffff", "#00005f"), "#4e4e4e", "#6c6c6c", "#0000af", "#0000af", "#eeeeee"
    ),
)
# For tired eyes: text of 7:1 at the least, and nothing between black and white but the meanings.
CONTRAST = Theme(
    name="guide-contrast",
    primary="#5fd7ff",
    secondary="#5fd7ff",
    accent="#ffff5f",
    warning="#ffff5f",
    error="#ffafaf",
    success="#87ff87",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    boost="#000000",
    dark=True,
    variables=_variables(
        ("#000000", "#ffff5f"), "#ffffff", "#ffffff", "#5fd7ff", "#ffff5f", "#000000"
    ),
)
OFFERED = {theme.name: theme for theme in (DARK, LIGHT, CONTRAST)}
# What the two were called before they had names of their own.
RENAMED = {"textual-dark": DARK.name, "textual-light": LIGHT.name}
