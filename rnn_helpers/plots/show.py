"""Show a figure in a notebook with alt text that JupyterLab and exported pages both carry."""

import base64
import html
import io

from IPython.display import display
from matplotlib.backends.backend_agg import FigureCanvasAgg


def png_bytes(figure, dpi=None):
    """The figure as PNG bytes, the same bytes at each call (no date, no version inside)."""
    FigureCanvasAgg(figure)
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=dpi, metadata={"Software": None})
    return buffer.getvalue()


def show(figure, alt, dpi=None):
    """Display a figure with its alternative text.

    figure : a matplotlib Figure, or an Axes (its figure is shown)
    alt : one or two sentences that say what the picture *shows*; a screen reader speaks them
    dpi : dots per inch (default: the figure's own)

    Raises ValueError if `alt` is empty.
    """
    if not alt or not alt.strip():
        raise ValueError("show(figure, alt) needs alt text: say in a sentence what the figure shows.")
    figure = getattr(figure, "figure", figure)
    png = png_bytes(figure, dpi)
    text = " ".join(alt.split())
    picture = base64.b64encode(png).decode("ascii")
    width = round(figure.get_figwidth() * 100)
    source = f"data:image/png;base64,{picture}"
    display(
        {
            "text/html": f'<img alt="{html.escape(text)}" width="{width}" src="{source}">',
            "image/png": picture,
            "text/plain": text,
        },
        metadata={"image/png": {"alt": text, "width": width}},
        raw=True,
    )
