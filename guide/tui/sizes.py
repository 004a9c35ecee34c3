"""From how many columns and rows on a window is treated otherwise; the style sheet has classes."""

MEDIUM, WIDE = 60, 110
HIGH, TALL = 20, 32
# Rows of the usual terminal: from there on figures may be large.
FULL = 24
# The column that is read: `#column` in the style sheet.
COLUMN = 84
