"""The contrast of every cell that is drawn, by the rules of WCAG, in three depths of colour."""

from collections.abc import Iterator
from typing import Any

from rich.color import Color, ColorSystem
from rich.color_triplet import ColorTriplet
from rich.terminal_theme import DEFAULT_TERMINAL_THEME, TerminalTheme
from textual.app import App

# What the Linux console and most others draw for the sixteen.
VGA = TerminalTheme(
    (0, 0, 0),
    (170, 170, 170),
    [(0, 0, 0), (170, 0, 0), (0, 170, 0), (170, 85, 0),
     (0, 0, 170), (170, 0, 170), (0, 170, 170), (170, 170, 170)],
    [(85, 85, 85), (255, 85, 85), (85, 255, 85), (255, 255, 85),
     (85, 85, 255), (255, 85, 255), (85, 255, 255), (255, 255, 255)],
)  # fmt: skip
DEPTHS = {"true": None, "256": ColorSystem.EIGHT_BIT, "16": ColorSystem.STANDARD}
Pair = tuple[ColorTriplet, ColorTriplet]


def luminance(colour: ColorTriplet) -> float:
    parts = [part / 255 for part in colour]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(pair: Pair) -> float:
    high, low = sorted(map(luminance, pair), reverse=True)
    return (high + 0.05) / (low + 0.05)


def drawn(app: App[Any], depth: str) -> Iterator[tuple[Pair, str]]:
    """Each pair of colours on the screen, as that depth shows it, with words drawn in it.

    What lies beneath a dialog is faint on purpose: nothing can be done there.
    """
    places = [widget.region for widget in app.screen.query(".dialog, Toast")]
    if not app.screen.query(".dialog"):
        places = [app.screen.region]
    strips = app.screen._compositor.render_strips()
    for place in places:
        lines = [strip.crop(place.x, place.right) for strip in strips[place.y : place.bottom]]
        for segment in (segment for line in lines for segment in line):
            style = segment.style
            if not segment.text.strip() or style is None:
                continue
            text = in_depth(style.color or Color.default(), depth, foreground=True)
            ground = in_depth(style.bgcolor or Color.default(), depth, foreground=False)
            yield ((ground, text) if style.reverse else (text, ground)), segment.text


def in_depth(colour: Color, depth: str, *, foreground: bool) -> ColorTriplet:
    system = DEPTHS[depth]
    if system is None or colour.is_default:
        return colour.get_truecolor(DEFAULT_TERMINAL_THEME, foreground)
    theme = VGA if system is ColorSystem.STANDARD else DEFAULT_TERMINAL_THEME
    return colour.downgrade(system).get_truecolor(theme, foreground)
