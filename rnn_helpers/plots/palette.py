"""Colours with one meaning each, in every figure, diagram and explorer. Needs no Matplotlib.

The colours are the colour-blind-safe palette of Okabe and Ito (2008); line style, shape and label
tell the same thing without colour.
"""

COLOURS = {
    "input": "#0072B2",
    "state": "#009E73",
    "output": "#D55E00",
    "gradient": "#AA4499",
    "target": "#1F2430",
    "muted": "#6B7280",
    "paper": "#FFFFFF",
    "ink": "#1F2430",
}
SIGNED = "RdBu_r"  # a diverging colour map; always drawn centred on zero
SHARE = "Oranges"  # a sequential colour map for probabilities from 0 to 1
SIGNED_ENDS = ("#2166AC", "#B2182B")  # near the two ends of SIGNED, for drawings without Matplotlib


def mix(colour, other, share):
    """Return the hex colour that is ``share`` (0 to 1) of ``colour`` and the rest of ``other``."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(share * c + (1 - share) * o):02X}" for c, o in pairs)


def tint(colour, share=0.13):
    """Return ``colour`` thinned with paper white: a fill that dark text can stand on."""
    return mix(colour, COLOURS["paper"], share)


def shade(colour, share=0.72):
    """Return ``colour`` deepened with ink: the same hue, dark enough for text on white."""
    return mix(colour, COLOURS["ink"], share)


def signed_tint(value, limit=1.0):
    """Return a light fill for a signed number: blue below zero, white at zero, red above."""
    strength = min(abs(value) / limit, 1.0)
    return tint(SIGNED_ENDS[int(value > 0)], 0.45 * strength)


def _channels(colour):
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
