"""Show a figure in a notebook with alt text that JupyterLab and exported pages both carry."""

import base64
import html
import io

from IPython.display import display
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

DPI = 200  # two dots for each pixel of the page, sharp on fine screens and in print
PALETTE = 256  # colours of a stored picture, chosen from its own


def png_bytes(figure):
    """The figure as PNG bytes, the same bytes at each call (no date, no version inside).

    Its colours are reduced to a palette, which makes the file a third as large.
    """
    FigureCanvasAgg(figure)
    drawn, packed = io.BytesIO(), io.BytesIO()
    figure.savefig(drawn, format="png", dpi=DPI)
    picture = Image.open(drawn).convert("RGB").quantize(PALETTE, dither=Image.Dither.NONE)
    picture.save(packed, "PNG", optimize=True)
    return packed.getvalue()


def show(figure, alt):
    """Display a figure with its alternative text.

    figure : a matplotlib Figure, or an Axes (its figure is shown)
    alt : one or two sentences that say what the picture *shows*; a screen reader speaks them

    Raises ValueError if `alt` is empty.
    """
    figure = getattr(figure, "figure", figure)
    data, metadata = as_output(png_bytes(figure), alt, round(figure.get_figwidth() * 100))
    display(data, metadata=metadata, raw=True)


def as_output(png, alt, width):
    """What `show` displays: a dict of forms (HTML, PNG, text) and a dict of their metadata.

    png : bytes        width : pixels of the page        Raises ValueError if `alt` is empty.
    """
    if not alt or not alt.strip():
        raise ValueError("show(figure, alt) needs alt text: say in a sentence what the figure shows.")
    text = " ".join(alt.split())
    picture = base64.b64encode(png).decode("ascii")
    source = f"data:image/png;base64,{picture}"
    data = {
        "text/html": f'<img alt="{html.escape(text)}" width="{width}" src="{source}">',
        "image/png": picture,
        "text/plain": text,
    }
    return data, {"image/png": {"alt": text, "width": width}}
