"""The explorer: a view with sliders, redrawn into one picture while they move.

One figure is made once and kept; a move of a slider redraws only what changes and sends PNG bytes into one
image. JupyterLab may run the callbacks beside the cells, in another thread, so nothing here uses
pyplot, and one lock is held while values change and the picture is drawn.
"""

import html
import io
import threading

import ipywidgets as widgets
from PIL import Image as PillowImage

from rnn_helpers.plots.view import draw, new_figure, start_values
from rnn_helpers.widgets.names import accessible_names

LOCK = threading.RLock()
ROW = 30  # pixels of one row of controls
NOTES = 128  # pixels of the sentence and the table under the picture
ERROR = 22  # pixels of the error line
LABEL = "126px"  # width of the labels before the controls
DIGITS = 9  # decimals of a slider's value that count: 0.30000000000000004 is 0.3

STYLE = f"""<style>
.explorer-notes {{ display: flex; flex-wrap: wrap; align-content: flex-start; column-gap: 24px;
  font-size: 13px; line-height: 1.4; height: {NOTES}px;
  padding: 0 10px; box-sizing: border-box; color: var(--jp-content-font-color1, #1f2430); }}
.explorer-says {{ margin: 2px 0 0 0; flex: 1 1 220px; }}
.explorer-notes table {{ border-collapse: collapse; font-variant-numeric: tabular-nums; }}
.explorer-notes caption {{ text-align: left; font-weight: 600; padding: 0 6px 1px; white-space: nowrap; }}
.explorer-notes th, .explorer-notes td {{ padding: 0 6px; text-align: right; line-height: 17px;
  white-space: nowrap; background: transparent; border: 0; font-size: 12px; }}
.explorer-notes thead th {{ border-bottom: 1px solid #9aa1ad; font-weight: 600; }}
.explorer-notes tbody th {{ text-align: left; font-weight: 600; }}
.explorer {{ contain: layout style; }}
.explorer-error p {{ padding: 0 10px; margin: 0; color: var(--jp-error-color0, #b3261e);
  font-size: 13px; font-weight: 600; line-height: {ERROR}px; }}
</style>"""


class Explorer(widgets.VBox):
    """A view as sliders, a picture, a sentence and a table of numbers.

    view : the view (see `rnn_helpers.plots.view.View`)
    values : start values other than the view's own

    `controls[name]` is the widget of a value, `values` the dict of all, `picture`, `notes` and `error`
    the widgets that show the result.
    """

    def __init__(self, view, **values):
        self.view = view
        self.beginning = start_values(view, **values)
        self.values = dict(self.beginning)
        self.controls, self.twins = {}, {}
        self._busy, self._artists, self._layout = False, None, None
        self.picture = _empty_picture(view.size)
        self.notes, self.error = _line(NOTES), _line(ERROR)
        self.error.add_class("explorer-error")
        with LOCK:
            self._figure = new_figure(view.size)
            panel = self._panel()
            self._follow_all()
            self._show()
        names = accessible_names(f"Explorer: {view.name}")
        helpers = [_line(0, STYLE)] + ([names] if names else [])
        super().__init__(
            [panel, self.error, self.picture, self.notes, *helpers],
            layout=widgets.Layout(width=f"{view.size[0]}px", max_width="100%", overflow="visible"),
        )
        self.add_class("explorer")

    def __repr__(self):
        return f"Explorer: {self.view.name}. Run this cell to move its sliders."

    def set(self, **values):
        """Give several values at once, with one redraw; the same as moving the sliders there."""
        with LOCK:
            self._take(start_values(self.view, **(self.values | values)))

    def reset(self, *_):
        """Back to the values the explorer started with."""
        with LOCK:
            self._take(self.beginning)

    def _take(self, values):
        self.values = dict(values)
        self._follow_all()
        self._show()
        self._mirror()

    def _panel(self):
        """The grid of all controls, two in a row, with Reset at its right."""
        shown = [control for control in self.view.controls if control["kind"] != "memory"]
        cells = [self._control(control) for control in shown]
        reset = widgets.Button(
            description="Reset",
            tooltip="Back to the start",
            layout=widgets.Layout(width="72px", margin="2px 2px 2px 14px"),
        )
        reset.on_click(self.reset)
        height = f"{(len(cells) + 1) // 2 * ROW}px"
        rows = {"grid_template_columns": "1fr 1fr", "grid_auto_rows": f"{ROW}px", "grid_gap": "0 12px"}
        grid = widgets.GridBox(
            cells, layout=widgets.Layout(flex="1 1 auto", height=height, overflow="hidden", **rows)
        )
        return widgets.HBox([grid, reset], layout=widgets.Layout(margin="0 0 4px 0", overflow="hidden"))

    def _control(self, control):
        """The widget of one control; numbers get a box with a label and a slider, tied both ways."""
        name, value = control["name"], self.values[control["name"]]
        if control["kind"] in ("number", "whole"):
            return self._pair(control, value)
        wide = {"description": control["label"], "value": value, "style": {"description_width": LABEL}}
        if control["kind"] == "choice":
            widget = widgets.Dropdown(
                options=control["options"], layout=widgets.Layout(width="300px"), **wide
            )
        elif control["kind"] == "switch":
            widget = widgets.Checkbox(
                indent=False, layout=widgets.Layout(width="auto", margin="2px 2px 2px 10px"), **wide
            )
        else:
            widget = widgets.Text(continuous_update=False, layout=widgets.Layout(width="300px"), **wide)
        self._listen(name, widget)
        self.controls[name] = widget
        return widget

    def _pair(self, control, value):
        is_number = control["kind"] == "number"
        Box = widgets.BoundedFloatText if is_number else widgets.BoundedIntText
        Slider = widgets.FloatSlider if is_number else widgets.IntSlider
        span = dict(min=control["low"], max=control["high"], step=control["step"], value=value)
        box = Box(description=control["label"], layout=widgets.Layout(width="196px"), **span)
        box.style.description_width = LABEL
        slider = Slider(
            readout=False, layout=widgets.Layout(flex="1 1 auto", width="auto", min_width="80px"), **span
        )
        for widget in (slider, box):
            self._listen(control["name"], widget)
        self.controls[control["name"]], self.twins[control["name"]] = slider, box
        pair = widgets.HBox([box, slider], layout=widgets.Layout(overflow="hidden"))
        pair.add_class("explorer-pair")
        return pair

    def _listen(self, name, widget):
        widget.observe(lambda change: self._changed(name, change["new"]), "value")

    def _changed(self, name, value):
        """A control was moved: take the value, what follows from it, and draw."""
        with LOCK:
            value = round(value, DIGITS) if isinstance(value, float) else value
            if self._busy or self.values[name] == value:
                return
            self.values[name] = value
            if self._follow(name):
                self._show()
            self._mirror()

    def _follow_all(self):
        for control in self.view.controls:
            self._follow(control["name"])

    def _follow(self, name):
        """Let the view adjust other values to a change; False if it objects."""
        try:
            changes = self.view.adjust(name, self.values)
        except Exception as problem:
            self._complain(problem)
            return False
        self.values |= {key: new["value"] for key, new in changes.items() if "value" in new}
        self._limit({key: new["high"] for key, new in changes.items() if "high" in new})
        return True

    def _limit(self, highs):
        self._quietly(
            lambda: [
                setattr(widget, "max", high)
                for name, high in highs.items()
                for widget in (self.controls[name], self.twins[name])
            ]
        )

    def _mirror(self):
        """Bring every control to its value without drawing again."""
        self._quietly(
            lambda: [
                setattr(widget, "value", self.values[name])
                for group in (self.controls, self.twins)
                for name, widget in group.items()
                if not _same(widget.value, self.values[name])
            ]
        )

    def _quietly(self, act):
        self._busy = True
        try:
            act()
        finally:
            self._busy = False

    def _show(self):
        """Compute, draw and write; whatever goes wrong is said in the error line."""
        try:
            state = self.view.compute(**self.values)
            png = self._render(state)
            notes = notes_html(self.view.sentence(state), *self.view.table(state))
        except Exception as problem:
            self._complain(problem)
            return
        if self.picture.value != png:
            self.picture.value = png
        self.notes.value = notes
        self.error.value = ""

    def _complain(self, problem):
        words = str(problem) or type(problem).__name__
        kind = (
            "" if isinstance(problem, ValueError) else f"This could not be drawn ({type(problem).__name__}): "
        )
        self.error.value = f"<p>{html.escape(kind + words, quote=False)}</p>"

    def _render(self, state):
        """The PNG bytes of a state: the stored background with the artists that change on top."""
        canvas = self._figure.canvas
        layout = self.view.layout(state)
        if self._artists is None or layout != self._layout:
            self._figure.clear()
            self._artists = None
            artists = draw(self.view, self._figure, state)
            self._moving = sorted(_flat(artists), key=lambda artist: artist.get_zorder())
            for artist in self._moving:
                artist.set_animated(True)
            canvas.draw()
            self._background = canvas.copy_from_bbox(self._figure.bbox)
            self._artists, self._layout = artists, layout
        self.view.update(self._artists, state)
        canvas.restore_region(self._background)
        for artist in self._moving:
            self._figure.draw_artist(artist)
        return png_of(canvas)


def _empty_picture(size):
    """The image that all drawings of one explorer go into; it keeps its place on the page."""
    width, height = size
    layout = widgets.Layout(width=f"{width}px", max_width="100%", object_fit="contain", margin="0")
    image = widgets.Image(format="png", width=width, height=height, layout=layout)
    image.add_class("explorer-picture")
    return image


def _line(height, text=""):
    """A piece of the page, `height` pixels high whatever it holds."""
    return widgets.HTML(text, layout=widgets.Layout(height=f"{height}px", margin="0", overflow="hidden"))


def _same(shown, value):
    """Whether a control shows a value; sliders count in steps and may be a rounding error away."""
    return abs(shown - value) < 10**-DIGITS if isinstance(value, float) else shown == value


def _flat(artists):
    """All artists in nested dicts and lists."""
    if isinstance(artists, dict):
        artists = artists.values()
    if not hasattr(artists, "__iter__"):
        return [artists]
    return [artist for part in artists for artist in _flat(part)]


def png_of(canvas):
    """The pixels of an Agg canvas as PNG bytes, packed lightly because they are shown once."""
    rgba = PillowImage.frombuffer(
        "RGBA", canvas.get_width_height(), canvas.buffer_rgba(), "raw", "RGBA", 0, 1
    )
    buffer = io.BytesIO()
    rgba.convert("RGB").save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def notes_html(sentence, caption, header, rows):
    """The sentence and the table of numbers as HTML; the first cell of each row names the row."""
    head = "".join(f'<th scope="col">{html.escape(cell, quote=False)}</th>' for cell in header)
    body = "".join(
        f'<tr><th scope="row">{html.escape(row[0], quote=False)}</th>'
        + "".join(f"<td>{html.escape(cell, quote=False)}</td>" for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="explorer-notes"><p class="explorer-says">{html.escape(sentence, quote=False)}</p>'
        f"<table><caption>{html.escape(caption, quote=False)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
