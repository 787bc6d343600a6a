"""Made submissions are what they are said to be, and the bench sees the memory of every process."""

import json
import subprocess
import sys

import numpy as np
import pytest

from rnn_helpers.exercises import examine
from rnn_helpers.exercises.generate import NOTEBOOKS, read
from tools.bench_grading import most_memory
from tools.made_submissions import DAMAGES, filled, hand_in, right_answers, tasks_of, wrong_answer

LESSON = "10_directions_layers_sequences"  # its tasks are of every kind
EXERCISE = read(NOTEBOOKS / "exercises" / f"{LESSON}.ipynb")
WRONG = {task["name"]: wrong_answer(task, np.random.default_rng(3)) for task in tasks_of(LESSON)}


def states(notebook):
    """The state of every task after all cells without a check or a picture were run."""
    names = {"__name__": "__main__"}
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code" and source.startswith(("import", "def ", *WRONG)):
            exec(source, names)
    return {name: examine(name, names[name]).state for name in WRONG}


@pytest.mark.parametrize(
    ("answers", "state"), [(right_answers(LESSON), "right"), (WRONG, "wrong"), ({}, "not started")]
)
def test_answers_are_what_they_are_said_to_be(answers, state):
    assert states(filled(EXERCISE, LESSON, answers)) == dict.fromkeys(WRONG, state)


def test_a_class_is_the_same_for_the_same_seed_and_its_damages_are_in_it(tmp_path):
    texts = []
    for name in ("one", "two"):
        paths = hand_in(LESSON, 40, tmp_path / name, np.random.default_rng(5), damaged=0.4)
        texts.append({path.name: path.read_text(encoding="utf-8") for path in paths})
    assert texts[0] == texts[1]
    assert len(texts[0]) == 40 and "" in texts[0].values()


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__.strip("_"))
def test_every_damage_changes_the_file(damage):
    text = json.dumps(EXERCISE)
    assert damage(text) != text


def test_the_memory_of_what_a_process_starts_is_counted():
    hold = "held = b'x' * 60_000_000; import time; time.sleep(1.5)"
    both = f"import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', {hold!r}]); {hold}; p.wait()"
    with subprocess.Popen([sys.executable, "-c", both]) as process:
        assert 120e6 < most_memory(process) < 250e6
