"""Text that can be redrawn quickly: each piece is rendered once and stamped from then on.

Matplotlib renders every letter anew at each draw (about a millisecond per label). A picture that
follows a slider shows the same digits again and again, so `Stamped` keeps their bitmaps.
"""

from functools import lru_cache

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text

SINGLE = frozenset("0123456789−.+%")  # pieces of numbers; every other text is one stamp as a whole
ROOM = 6  # pixels around a stamp, for what reaches beyond the letter's own box


class Stamped(Text):
    """A text that draws itself from stored bitmaps on an Agg canvas, and as usual elsewhere.

    single : characters that are stamped one by one, if a text has no others; a set of an artist's own pays
        where its texts are new at every draw and their letters are not
    """

    single = SINGLE

    def draw(self, renderer):
        text = self.get_text()
        if not self.get_visible() or not text:
            return
        if not isinstance(renderer, RendererAgg) or self.get_rotation() or "$" in text or "\n" in text:
            super().draw(renderer)
            return
        font = self.get_fontproperties()
        family = font.get_family()
        family = (family,) if isinstance(family, str) else tuple(family)
        look = (family, font.get_size_in_points(), font.get_weight(), font.get_style())
        pieces = list(text) if self.single.issuperset(text) else [text]
        stamps = [_stamp(piece, *look, renderer.dpi) for piece in pieces]
        x, y = self.get_transform().transform(self.get_unitless_position())
        x -= sum(width for _, width in stamps) * {"left": 0, "center": 0.5, "right": 1}[self.get_ha()]
        y -= 0.36 * look[1] * renderer.dpi / 72 if self.get_va() == "center_baseline" else 0
        self._press(renderer, stamps, x, y)

    def _press(self, renderer, stamps, x, y):
        colour = tuple(round(255 * part) for part in to_rgb(self.get_color()))
        gc = renderer.new_gc()
        gc.set_alpha(1.0 if self.get_alpha() is None else self.get_alpha())
        for coverage, width in stamps:
            renderer.draw_image(
                gc, round(x) - ROOM, round(y) - coverage.shape[0] // 2, _inked(coverage, colour)
            )
            x += width
        gc.restore()


def _inked(coverage, colour):
    """A stamp in a colour: (rows, columns, 4) bytes."""
    pixels = np.empty((*coverage.shape, 4), np.uint8)
    pixels[..., :3] = colour
    pixels[..., 3] = coverage
    return pixels


@lru_cache(maxsize=4096)
def _stamp(text, family, size, weight, style, dpi):
    """One rendered text: its coverage, lowest row first, the baseline in the middle row; and its width."""
    figure = Figure(dpi=dpi)
    canvas = FigureCanvasAgg(figure)
    artist = figure.text(0, 0, text, family=list(family), fontsize=size, fontweight=weight, fontstyle=style)
    width = artist.get_window_extent(canvas.get_renderer()).width
    half = round(size * dpi / 72 * 1.5) + ROOM
    figure.set_size_inches((width + 2 * ROOM + 1) / dpi, 2 * half / dpi)
    artist.set(position=(ROOM / (figure.get_figwidth() * dpi), 0.5), va="baseline")
    figure.patch.set_alpha(0)
    canvas.draw()
    coverage = np.asarray(canvas.buffer_rgba())[::-1, :, 3].copy()
    return coverage, round(width)
