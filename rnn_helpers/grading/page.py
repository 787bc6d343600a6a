"""The pages that grading writes: one file each with its style inside, and the pieces they share."""

import html
import re

from rnn_helpers.plots.palette import COLOURS

LIGHT = {
    "paper": COLOURS["paper"],
    "panel": "#F3F5F8",
    "ink": COLOURS["ink"],
    "soft": "#4F5967",
    "line": "#CDD3DC",
    "accent": "#005A8F",
    "solved": COLOURS["input"],
    "partly": "#4A9CCB",
    "wrong": COLOURS["output"],
    "unjudged": COLOURS["muted"],
}
DARK = {
    "paper": "#14181F",
    "panel": "#1F2530",
    "ink": "#E9ECF1",
    "soft": "#B6BECB",
    "line": "#465061",
    "accent": "#7CC4F2",
    "solved": "#56B4E9",
    "partly": "#3F86B0",
    "wrong": "#F0883E",
    "unjudged": "#949DAB",
}
NAME = 80  # characters of a name that are shown
TEXT = 2000  # characters of any other text

# Control characters, lone surrogates, non-characters, and marks that turn the text around them
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_STYLE = """
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1rem 1.5rem 3rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.5 system-ui, "DejaVu Sans", Verdana, Arial, sans-serif;
  overflow-wrap: break-word; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: .6rem 0 .3rem; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 2.2rem 0 .5rem; }
h3 { font-size: 1.08rem; line-height: 1.35; margin: 1.6rem 0 .4rem; }
p { margin: .4rem 0; max-width: 46rem; }
a { color: var(--accent); }
code { font-family: "DejaVu Sans Mono", Consolas, Menlo, monospace; font-size: .92em;
  unicode-bidi: isolate; }
bdi, p code { overflow-wrap: anywhere; }
table { border-collapse: collapse; margin: .5rem 0; }
caption { text-align: left; color: var(--soft); padding: .2rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .8rem .35rem 0;
  border-bottom: 1px solid var(--line); }
thead th { color: var(--soft); font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: inherit; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.soft { color: var(--soft); }
.box { background: var(--panel); border-left: .35rem solid var(--accent); border-radius: .3rem;
  padding: .7rem 1.2rem; margin: 1rem 0; }
.box > :first-child { margin-top: .2rem; }
summary { cursor: pointer; color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  h2, h3, caption { break-after: avoid; }
  tr, li, .box { break-inside: avoid; }
}
@page { margin: 15mm; }
"""


def page(title, body, style=""):
    """A whole HTML page as text that every encoding of Unicode can hold; the same text for the same input.

    title : plain text     body : HTML     style : CSS of this page, with the colours as var(--ink) and so on
    """
    heads = (
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{html.escape(title)}</title>",
        f"<style>\n{_colours()}{_STYLE}{style}</style>",
    )
    head = "\n".join(heads)
    inside = f"<head>\n{head}\n</head>\n<body>\n{body}\n</body>"
    text = f'<!DOCTYPE html>\n<html lang="en" dir="ltr">\n{inside}\n</html>\n'
    return _UNFIT.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def table(columns, rows, caption="", heading=0, numbers=(), foot=()):
    """A table as HTML.

    columns : the words above     rows : lists of cells, as HTML     caption : HTML     foot : a last row
    heading : the column that names its row     numbers : the columns that stand to the right
    """
    kinds = [" class='number'" if k in numbers else "" for k in range(len(columns))]
    head = "".join(f"<th scope='col'{kind}>{each}</th>" for kind, each in zip(kinds, columns))
    body = "\n".join(_row(cells, kinds, heading) for cells in rows)
    above = f"<caption>{caption}</caption>" if caption else ""
    below = f"\n<tfoot>{_row(foot, kinds, heading)}</tfoot>" if foot else ""
    return f"<table>{above}<thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody>{below}</table>"


def _row(cells, kinds, heading):
    marked = [
        f"<th scope='row'{kind}>{cell}</th>" if k == heading else f"<td{kind}>{cell}</td>"
        for k, (cell, kind) in enumerate(zip(cells, kinds))
    ]
    return f"<tr>{''.join(marked)}</tr>"


def code(text):
    """Escaped text in which `code` stands in code type."""
    pieces = html.escape(text).split("`")
    return "".join(f"<code>{piece}</code>" if k % 2 else piece for k, piece in enumerate(pieces))


def counted(count, word):
    """A count and its word: 1 student, 2 students."""
    return f"{count} {word}{'s' * (count != 1)}"


def share(count, of):
    """A part in whole per cent."""
    return f"{100 * count / of:.0f} %"


def shown(text, most=TEXT):
    """Any text, shortened and escaped, in an element that keeps its direction of writing to itself."""
    return f"<bdi>{html.escape(short(text, most))}</bdi>"


def short(text, most=TEXT):
    """Text of at most `most` characters; what is cut off is marked by …"""
    text = str(text)
    return text if len(text) <= most else f"{text[: most - 1]}…"


def number(value):
    """A number of points in words: 7, 7.5, 0.33."""
    return f"{round(value, 2):.10g}"


def _colours():
    light, dark = ("".join(f"--{name}: {value}; " for name, value in each.items()) for each in (LIGHT, DARK))
    return (
        f":root {{ color-scheme: light dark; {light}}}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark}}} }}\n"
    )
