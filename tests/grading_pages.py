"""What every page of grading must be: well-formed, alone, harmless and in order."""

import re
from html.parser import HTMLParser

VOID = {"meta", "br", "rect", "path", "circle"}
INLINE = {"strong", "code", "bdi", "a"}
PLAIN = INLINE | {
    *("html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "div", "section", "nav"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "ul", "ol", "li", "br", "details"),
    *("summary", "span", "svg", "defs", "pattern", "rect", "path", "circle", "g", "text"),
}
HOSTILE = [
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "a\u202eb\u2066c",
    "\x00\x1b[31m\ud800",
    "=cmd|' /C calc'!A0",
    "</style></title></svg><b>",
    "x" * 10_000,
]


class Page(HTMLParser):
    """A page as seen by a parser: its text, ids, links, headings and attributes. Raises where it is not
    balanced."""

    def __init__(self, page):
        super().__init__()
        self.open, self.tags, self.ids, self.links, self.headings, self.attributes = [], [], [], [], [], []
        self.pieces, self.scopes = [], []
        self.feed(page)
        self.close()
        assert self.open == []
        self.text = " ".join("".join(self.pieces).split())

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.tags.append(tag)
        self.attributes += given
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given[key] for key in ("href", "src") if key in given]
        self.headings += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []
        self.scopes += [given.get("scope")] if tag == "th" else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        self.pieces += [] if tag in INLINE else [" "]

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.pieces.append(data)


def well_made(page, beside=()):
    """Assert what holds for every page; returns it as a Page. beside : other pages that it may link to"""
    seen = Page(page)
    assert page.startswith("<!DOCTYPE html>")
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in page
    assert set(seen.tags) <= PLAIN
    assert not [name for name in seen.attributes if name.startswith("on")]
    assert len(set(seen.ids)) == len(seen.ids)
    assert all(link[1:] in seen.ids if link.startswith("#") else link in beside for link in seen.links)
    assert "url(" not in page.replace("url(#", "") and "@import" not in page and "http:" not in page
    assert seen.headings[0] == 1 and seen.headings.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(seen.headings, seen.headings[1:]))
    assert set(seen.scopes) <= {"col", "row"}
    assert page == page.encode("utf-8").decode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)
    return seen


def luminance(colour):
    """The relative luminance of #RRGGBB (WCAG 2.2)."""
    channels = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
