"""What is left out of a submission before it runs: cells that no answer needs, copies of empty ones."""

import json

import pytest

from rnn_helpers.exercises.generate import NOTEBOOKS
from rnn_helpers.grading.handed_out import with_imports, without_needless

LESSON = "02_unrolled_in_time"


def handed_out(lesson=LESSON):
    path = NOTEBOOKS / "exercises" / f"{lesson}.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    return [{"cell": number, "source": source} for number, source in enumerate(sources, 1)]


def kept(programs, lesson=LESSON):
    return [program["source"] for program in without_needless(programs, lesson)]


def test_pictures_are_left_out_and_imports_functions_and_checks_are_kept():
    sources = kept(handed_out())
    assert not [source for source in sources if "show_" in source and "import" not in source]
    assert sum(source.startswith("def ") for source in sources) == 4
    assert sum("check(" in source for source in sources) == 6
    assert sources[0].startswith("import numpy")


def test_a_given_cell_whose_names_are_used_is_kept():
    picture = next(each for each in handed_out() if each["source"].startswith("x = np.array"))
    mine = {"cell": 90, "source": "def mine(z):\n    return z @ labels"}
    assert picture["source"] in kept([*handed_out(), mine])
    local = {"cell": 90, "source": "def mine(labels):\n    x = 2\n    return labels @ x"}
    assert picture["source"] not in kept([*handed_out(), local])


def test_what_a_student_changed_is_run():
    programs = handed_out()
    picture = next(each for each in programs if "show_" in each["source"] and "import" not in each["source"])
    picture["source"] += "\nprint(1)"
    assert picture["source"] in kept(programs)


@pytest.mark.parametrize("first", ["empty", "filled"])
def test_a_copy_of_the_empty_cell_does_not_displace_an_answer(first):
    programs = handed_out()
    empty = next(each for each in programs if each["source"].startswith("def rnn_forward_pass"))
    filled = {"cell": 91, "source": "def rnn_forward_pass(x, a0, parameters):\n    return 1"}
    both = [empty, filled] if first == "empty" else [filled, empty]
    assert kept(both) == [filled["source"]]
    assert kept([empty]) == [empty["source"]]


def test_imports_are_brought_back_where_a_name_of_theirs_is_used_too_early():
    imports, *rest = handed_out()
    assert with_imports([imports, *rest], LESSON) == ([imports, *rest], [])
    (first, *others), names = with_imports(rest, LESSON)
    assert (first["cell"], first["source"], others) == (0, imports["source"], rest)
    assert {"np", "check", "attempt"} <= set(names)
    assert with_imports([*rest, imports], LESSON)[1] == names
    own = [{"cell": 1, "source": "import numpy as np\nnp.ones(3)"}]
    assert with_imports(own, LESSON) == (own, [])
    inside = [{"cell": 1, "source": "def f(np):\n    encode = 1\n    return np"}]
    assert with_imports(inside, LESSON) == (inside, [])
    assert with_imports(rest, "11_making_it_fast") == (rest, [])


def test_another_lesson_leaves_everything():
    programs = [{"cell": 1, "source": "x = 1"}, {"cell": 2, "source": "def f(): return x"}]
    assert without_needless(programs, LESSON) == programs
