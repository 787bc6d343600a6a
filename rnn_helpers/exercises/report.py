"""What a check found: points by parts and one message, as text and as a small page in the notebook."""

import html
import os
from dataclasses import asdict, dataclass, field, fields

LONGEST = 4000  # characters of a message; a learner's own texts may be in it
WORDS = {True: ("✓", "right"), False: ("✗", "not yet"), None: ("–", "not judged yet")}


def message(title, says, likely=False, line=None, still_right="", see="", mistakes=()):
    """One message to a learner.

    title : a few words     says : what is wrong and why, in a few sentences
    likely : True where it is a conclusion from the results (a mistake of the catalogue)
    line : (number, text) of the learner's own code, or None
    still_right : what is right all the same     see : the heading of the lesson's section to read again
    mistakes : the names of the catalogue's mistakes that fit
    """
    return {
        "title": _cut(title),
        "says": _cut(says),
        "likely": likely,
        "line": line,
        "still_right": still_right,
        "see": see,
        "mistakes": list(mistakes),
    }


def _cut(text):
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


@dataclass
class Report:
    """The result of a check.

    state : "not started", "wrong" or "right"      parts : list of dict(name, points, out_of, passed)
    message : as made by `message`, or None         notes : sentences that concern other tasks
    """

    name: str
    lesson: str
    state: str
    parts: list
    message: dict | None = None
    notes: list = field(default_factory=list)

    @classmethod
    def of(cls, task, marks, found, notes=()):
        """A report from marks: part name -> True, False or None."""
        parts = [_part(part, marks.get(part["name"])) for part in task["parts"]]
        state = "right" if all(part["passed"] for part in parts) else "wrong"
        return cls(task["name"], task["lesson"], state, parts, found, list(notes))

    @classmethod
    def not_started(cls, task, says=""):
        """The report on a task without an answer."""
        found = message("Not started", says) if says else None
        return cls(
            task["name"], task["lesson"], "not started", [_part(part, None) for part in task["parts"]], found
        )

    @classmethod
    def from_dict(cls, data):
        """The report that `as_dict` was made of; keys that are no field of a report are passed over."""
        return cls(**{each.name: data[each.name] for each in fields(cls)})

    @property
    def points(self):
        return sum(part["points"] for part in self.parts)

    @property
    def out_of(self):
        return sum(part["out_of"] for part in self.parts)

    def as_dict(self):
        """Plain data, with the points added up."""
        return asdict(self) | {"points": self.points, "out_of": self.out_of}

    def __repr__(self):
        return "\n".join(
            [self._head(), *self._part_lines(), *(f"  {line}" for line in self._message_lines())]
        )

    def _repr_html_(self):
        return self.as_html(section_link)

    def as_html(self, link):
        """The report as a piece of a page. link(lesson, heading) : HTML that says where to read again."""
        body = f"<p style='margin:.2em 0'><strong>{html.escape(self._head())}</strong></p>"
        if self.state == "wrong":
            body += _table(self.parts)
        body += "".join(f"<p style='margin:.5em 0'>{line}</p>" for line in self._message_html(link))
        style = "max-width:44em;border-left:3px solid currentColor;padding:.2em 0 .2em 1em"
        return f'<div style="{style}">{body}</div>'

    def _repr_mimebundle_(self, include=None, exclude=None):
        """What a notebook shows. Where nbgrader runs it, the points stand in the place of the text, as a
        number: that is where it looks for them, and it shows the page."""
        text = str(self.points) if nbgrader_runs() else repr(self)
        return {"text/plain": text, "text/html": self._repr_html_()}

    def _head(self):
        if self.state == "not started":
            return f"○ {self.name}: not started ({self.out_of} points to earn)"
        symbol = "✓" if self.state == "right" else "✗"
        end = ", all right" if self.state == "right" else ""
        return f"{symbol} {self.name}: {self.points} of {self.out_of} points{end}"

    def _part_lines(self):
        if self.state != "wrong":
            return []
        width = max(len(part["name"]) for part in self.parts)
        return [_part_line(part, width) for part in self.parts]

    def _message_lines(self):
        lines = []
        if self.message:
            lines.append(_title(self.message) + self.message["says"])
            if self.message["line"]:
                number, text = self.message["line"]
                lines.append(f"In line {number} of the cell: {text}".rstrip(": "))
            if self.message["still_right"]:
                lines.append(f"Right already: {self.message['still_right']}.")
            if self.message["see"]:
                lines.append(f'Read again: "{self.message["see"]}" in lesson {self.lesson}.')
        return lines + self.notes

    def _message_html(self, link):
        lines = []
        if self.message:
            lines.append(f"<strong>{_marked(_title(self.message))}</strong>{_marked(self.message['says'])}")
            if self.message["line"]:
                number, text = self.message["line"]
                shown = f": <code>{html.escape(text)}</code>" if text else ""
                lines.append(f"In line {number} of the cell{shown}")
            if self.message["still_right"]:
                lines.append(f"Right already: {html.escape(self.message['still_right'])}.")
            if self.message["see"]:
                lines.append(f"Read again: {link(self.lesson, self.message['see'])}")
        return lines + [_marked(note) for note in self.notes]


def nbgrader_runs():
    """What nbgrader runs this notebook for, "autograde" or "validate"; "" where it does not."""
    return os.environ.get("NBGRADER_EXECUTION", "")


def _part(part, passed):
    points = part["points"] if passed else 0
    return {"name": part["name"], "points": points, "out_of": part["points"], "passed": passed}


def _part_line(part, width):
    symbol, word = WORDS[part["passed"]]
    return f"  {symbol} {part['name']:<{width}}  {part['points']} of {part['out_of']}  {word}"


def _title(found):
    if not found["says"]:
        return found["title"] + "."
    lead = "What is likely wrong: " if found["likely"] else ""
    return f"{lead}{found['title']}. "


def section_link(lesson, heading):
    """A link from an exercise to a section of its lesson, by JupyterLab's way of naming headings."""
    anchor = heading.replace(" ", "-")
    return (
        f'<a href="../{lesson}.ipynb#{html.escape(anchor)}">{html.escape(heading)}</a> (lesson {lesson[:2]})'
    )


def _marked(text):
    """Escaped text in which `code` stands in code type."""
    pieces = html.escape(text, quote=False).split("`")
    return "".join(f"<code>{piece}</code>" if k % 2 else piece for k, piece in enumerate(pieces))


def _table(parts):
    rows = "".join(
        f"<tr><th scope='row' style='text-align:left;font-weight:normal'>{html.escape(part['name'])}</th>"
        f"<td style='text-align:left'>{' '.join(WORDS[part['passed']])}</td>"
        f"<td style='text-align:right'>{part['points']} of {part['out_of']}</td></tr>"
        for part in parts
    )
    head = "".join(
        f"<th scope='col' style='text-align:{side}'>{name}</th>"
        for name, side in (("Part", "left"), ("State", "left"), ("Points", "right"))
    )
    return f"<table style='margin:.4em 0'><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
