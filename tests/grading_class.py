"""A made-up class of 60 students, with what each of them has to get.

`write_class` writes their submissions, a folder for each student. A submission is a dict:
    student : the name of the folder, and the key that the grader is to use     kind : what is special here
    lesson : the lesson, or "" where it is of none     file, content : the name of the file and its bytes
    older : bytes of an earlier attempt beside it, or None
    marks : {task: points}        mistakes : {task: the mistake of the catalogue that is to be named}
    status : as in grades.csv, or None where it does not matter
    reported : patterns, each to be found in what is said of it; None where nothing is to be said of its cells
    live : True where the learner's own check can judge it too, in any process
"""

import os
import unicodedata

import numpy as np
from grading_damaged import damaged
from grading_hostile import attacks
from grading_notebooks import (
    as_bytes,
    exercise,
    filled_in,
    full_marks,
    lesson_called,
    mistaken,
    solved,
)

HANDED_IN, HOUR, DAY = 1_790_000_000, 3600, 86_400  # seconds, the first since 1970


def write_class(folder, trap, seed=0):
    """Write all submissions of the class.

    folder : a folder that does not exist yet        trap : see `grading_hostile.traps`
    seed : draws the times at which they were handed in
    returns : the submissions, as described above
    """
    submissions = the_class(trap)
    write(submissions, folder, seed)
    return submissions


def write(submissions, folder, seed=0):
    """Write some submissions."""
    rng = np.random.default_rng(seed)
    for each in submissions:
        place = folder / each["student"]
        place.mkdir(parents=True, exist_ok=True)
        time = HANDED_IN + int(rng.integers(HOUR))
        _write_file(place / each["file"], each["content"], time)
        if each["older"] is not None:
            _write_file(place / f"first try {each['file']}", each["older"], time - DAY)


def _write_file(path, content, time):
    path.write_bytes(content)
    os.utime(path, (time, time))


def the_class(trap):
    """All submissions of the class."""
    return [*friendly(), *(_submission(f"Mallory {k}", **each) for k, each in enumerate(attacks(trap), 1))]


def friendly():
    """The submissions that attack nobody's machine."""
    hurt = [_submission(**each) for each in damaged()]
    return [*right(), *misconceptions(), *unfinished(), *hurt, injection()]


def _submission(student, kind, lesson, content, marks=(), **more):
    """A submission from its content, a notebook or bytes, and the marks that are not full."""
    content = content if isinstance(content, bytes) else as_bytes(content)
    marks = full_marks(lesson) | dict(marks)
    made = {"student": student, "kind": kind, "lesson": lesson, "content": content, "marks": marks}
    usual = {"file": f"{lesson or 'notebook'}.ipynb", "older": None, "status": "graded"}
    return made | usual | {"reported": (), "mistakes": {}, "live": True} | more


# --- all right, under names that are not easy to write down

NAMES = {
    "01": "Jürgen Groß",
    "02": "Jürgen Groß",
    "03": "O'Neill, Mary-Kate",
    "08": unicodedata.normalize("NFC", "Zoë Küçük"),
    "10": '=cmd|" C calc"!A0',
    "12": "<script>alert(1)<script>",
    "13": "明美 田中",
    "14": "@SUM(1+1)*cmd; drop",
}


def right():
    """Everything right; one student hands in two lessons."""
    lessons = {lesson_called(number): name for number, name in NAMES.items()}
    return [
        _submission(name, "all right", lesson, solved(lesson), reported=None)
        for lesson, name in lessons.items()
    ]


# --- one mistake of the catalogue in a task, everything else right

# The points that are left: those of the parts that the mistake does not touch.
MISCONCEPTIONS = {
    "01": {"rnn_cell_forward": ("by is subtracted", 7)},  # a_next, the cache; large scores hide it
    "03": {
        "output_backward": ("dWya is a mean over the examples", 8),  # right for one example
        "nudge": ("one entry is nudged up, all are nudged down", 5),  # right for an array of one number
    },
    "04": {"rnn_backward_pass": ("the slope 1 - a instead of 1 - a²", 4)},  # dWya and dby
    "05": {"adam_step": ("the same correction for both means", 5)},  # the two means
    "06": {"text_chunks": ("in each chunk a reshape where a transpose is needed", 6)},  # one column
    "07": {"growth_rates": ("all eigenvalues in place of the largest", 5)},  # one_step
    "08": {
        "lstm_cell_backward": ("the candidate is missing in dxt", 8),
        "gru_cell_backward": ("the new state stands at the reset gate", 5),  # the other two gates
    },
    "12": {
        "tree_forward_pass": ("a chain that ignores the tree, after all the leaves", 6),  # up to two words
        "read_brackets": ("the reading stops at the first closing bracket", 3),  # one pair
    },
    "13": {"levels": ("the lower child decides", 4)},  # the smallest trees
}


def misconceptions():
    """A student for each lesson of MISCONCEPTIONS."""
    made = []
    for number, wrong in MISCONCEPTIONS.items():
        lesson = lesson_called(number)
        mistakes = {task: name for task, (name, _) in wrong.items()}
        content = solved(lesson, **{task: mistaken(task, name) for task, name in mistakes.items()})
        marks = {task: points for task, (_, points) in wrong.items()}
        kind = "; ".join(mistakes.values())
        made.append(_submission(f"Wrong {number}", kind, lesson, content, marks, mistakes=mistakes))
    return made


# --- not started, half done, and questions of all kinds

DOTS = "def cross_entropy(y_pred, labels):\n    T_x, m = labels.shape\n    nats = ...\n    return nats"
SECOND_HALF = ("accuracy_measures", "bag_wall", "fair_comparison")
SHAPES = {"Wax": (2, 3), "Waa": (2, 2), "Wya": (2, 4), "ba": (2,), "a_next": (2, 10), "yt_pred": None}


def unfinished():
    """Students who did not do everything."""
    first, second, ninth, last = map(lesson_called, ("01", "02", "09", "14"))
    shapes = {"shapes": f"shapes = {SHAPES}", "twin_columns": 'twin_columns = "C)"'}
    answers = {
        "same_as_last_time": "same_as_last_time = 3.5",
        "answers_in_company": 'answers_in_company = "no"',
    }
    halves = {
        "not started": (second, exercise(second), _zero(*full_marks(second))),
        "stopped in the middle": (second, solved(second, cross_entropy=DOTS), _zero("cross_entropy")),
        "the first half": (last, solved(last, **dict.fromkeys(SECOND_HALF)), _zero(*SECOND_HALF)),
        "questions wrong": (ninth, solved(ninth, **answers), _zero(*answers)),
        # of the shapes three are right, one has its axes turned, one has too few, one is left open
        "only questions": (
            first,
            filled_in(first, shapes),
            _zero("softmax", "rnn_cell_forward", "twin_columns") | {"shapes": 3},
        ),
    }
    return [_submission(kind.title(), kind, *each) for kind, each in halves.items()]


def _zero(*tasks):
    return dict.fromkeys(tasks, 0)


# --- for whoever looks at what the grader writes

INJECTED = {
    "softmax": 'def softmax(z):\n    raise ValueError("=1+1 <script>alert(2)</script> <img src=x>")',
    "twin_columns": "twin_columns = '\"><script>alert(3)</script>'",
    "shapes": "shapes = {'<svg onload=alert(4)>': (2, 3)}",
}


def injection():
    """HTML and formulas in the student's name, in errors, in answers and in the notebook's text."""
    lesson = lesson_called("01")
    notebook = solved(lesson, **INJECTED)
    notebook["cells"][0]["source"] = "<script>alert(5)</script>"
    name = "<img src=x onerror=alert(6)>"
    return _submission(name, "HTML and formulas", lesson, notebook, _zero(*INJECTED))
