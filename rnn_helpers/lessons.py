"""The lessons that exist: the one list behind the map of lesson 00, the README and the tests."""

LESSONS = [
    {
        "number": "00",
        "file": "00_start_here",
        "title": "Start here",
        "minutes": 15,
        "builds": "nothing yet: a taste, the map, a check of the environment",
    },
    {
        "number": "01",
        "file": "01_one_cell_one_step",
        "title": "One cell, one step",
        "minutes": 45,
        "builds": "`softmax`, `rnn_cell_forward`",
    },
    {
        "number": "02",
        "file": "02_unrolled_in_time",
        "title": "Unrolled in time",
        "minutes": 50,
        "builds": "`rnn_forward_pass`; a net that learns “hello” by nudging",
    },
    {
        "number": "03",
        "file": "03_one_step_backward",
        "title": "One step backward",
        "minutes": 60,
        "builds": "`rnn_cell_backward`, `output_backward`, the gradient check",
    },
    {
        "number": "04",
        "file": "04_backpropagation_through_time",
        "title": "Backpropagation through time",
        "minutes": 50,
        "builds": "`rnn_backward_pass`; truncation",
    },
    {
        "number": "05",
        "file": "05_training_a_character_model",
        "title": "Training a character model",
        "minutes": 60,
        "builds": "`character_loss`, `adam`, `write`; a network that writes surnames",
    },
    {
        "number": "06",
        "file": "06_reading_and_trusting_the_model",
        "title": "Reading and trusting the model",
        "minutes": 60,
        "builds": "a fair split; a measure of what a hidden unit tells; a unit held fixed",
    },
    {
        "number": "07",
        "file": "07_why_memory_fades",
        "title": "Why memory fades",
        "minutes": 55,
        "builds": "products of Jacobians, measured; a memory task that is failed",
    },
    {
        "number": "08",
        "file": "08_gates",
        "title": "Gates",
        "minutes": 60,
        "builds": "`lstm_cell_forward`, `lstm_cell_backward`, both passes; the GRU's step",
    },
    {
        "number": "09",
        "file": "09_the_shapes_of_recurrence",
        "title": "The shapes of recurrence",
        "minutes": 60,
        "builds": "many to one, one to many, many to many: surnames and sunspots",
    },
    {
        "number": "10",
        "file": "10_directions_layers_sequences",
        "title": "Both directions, in layers, from sequence to sequence",
        "minutes": 60,
        "builds": "a bidirectional pass, a stack, an encoder-decoder that adds",
    },
    {
        "number": "11",
        "file": "11_making_it_fast",
        "title": "Making it fast",
        "minutes": 50,
        "builds": "the library's passes from the loop, line by line; `buffers`",
    },
    {
        "number": "12",
        "file": "12_from_chain_to_tree",
        "title": "From chain to tree",
        "minutes": 50,
        "builds": "`tree_node_forward`, `tree_forward_pass`; the chain as a tree",
    },
    {
        "number": "13",
        "file": "13_backpropagation_through_structure",
        "title": "Backpropagation through structure",
        "minutes": 60,
        "builds": "`tree_node_backward`, `tree_backward_pass`, a Tree-LSTM's node; trees by level",
    },
    {
        "number": "14",
        "file": "14_learning_from_trees",
        "title": "Learning from trees",
        "minutes": 60,
        "builds": "a fair comparison on three questions; training on any treebank",
    },
]


def course_map():
    """The map: every lesson with a link, its minutes, what is built in it, and the reader's points."""
    return CourseMap([lesson | _points(lesson["file"]) for lesson in LESSONS])


_LEFT = 'style="text-align:left"'  # in every cell, since a notebook's own style turns cells to the right


class CourseMap:
    """The rows of the map, as a table in a notebook and as lines of text elsewhere."""

    def __init__(self, rows):
        self.rows = rows

    def __repr__(self):
        lines = [
            f"{row['number']} {row['title']} ({row['minutes']} min): {_earned(row)}" for row in self.rows
        ]
        return "\n".join([*lines, self._total()])

    def _repr_html_(self):
        names = ("lesson", "minutes", "you build", "exercise points")
        head = "".join(f'<th scope="col" {_LEFT}>{name}</th>' for name in names)
        body = "".join(map(_row, self.rows))
        return (
            f"<table><caption>The lessons, in order. {self._total()}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )

    def _total(self):
        points, out_of = (sum(row[key] for row in self.rows) for key in ("points", "out_of"))
        return f"You have {points} of {out_of} exercise points."


def _row(row):
    return (
        f'<tr><th scope="row" {_LEFT}><a href="{row["file"]}.ipynb">{row["number"]} {row["title"]}</a></th>'
        f"<td>{row['minutes']}</td><td {_LEFT}>{_code(row['builds'])}</td>"
        f'<td style="text-align:left;white-space:nowrap">{_linked(row)}</td></tr>'
    )


def _linked(row):
    """The points of a lesson, with a bar, as a link to its exercises."""
    if not row["out_of"]:
        return _earned(row)
    bar = f'<progress max="{row["out_of"]}" value="{row["points"]}" style="width:6em"></progress>'
    label = f"Exercises of lesson {row['number']}: {_earned(row)}"
    link = f'<a href="exercises/{row["file"]}.ipynb" aria-label="{label}">{_earned(row)}</a>'
    return f"{bar} {link}{' ✓' if row['points'] == row['out_of'] else ''}"


def _earned(row):
    return f"{row['points']} of {row['out_of']}" if row["out_of"] else "no exercises"


def _code(text):
    """`name` in backticks becomes code."""
    parts = text.split("`")
    return "".join(f"<code>{part}</code>" if place % 2 else part for place, part in enumerate(parts))


def _points(file):
    from rnn_helpers.exercises.progress import progress

    tasks = progress().get(file, {}).values()
    return {key: sum(task[key] for task in tasks) for key in ("points", "out_of")}
