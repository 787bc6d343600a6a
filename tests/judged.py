"""What the tables of hand-written answers have in common: run one, and what its report must say."""

import numpy as np

from rnn_helpers.exercises import examine


def examined(task, source):
    """The report on the function called `task` that `source` defines, as in a notebook of its own."""
    names = {"np": np, "__name__": "__main__"}
    exec(source, names)
    return examine(task, names[task], np.random.default_rng(0))


def assert_right(report):
    """Full marks, and not accused of anything."""
    assert (report.state, report.points, report.message) == ("right", 10, None)


def assert_named(report, mistakes):
    """Marks are lost, and the mistakes (a name, several, or None where they have no name) are named."""
    assert report.state == "wrong"
    assert report.points < 10
    if mistakes is None:
        assert report.message["mistakes"] == []
    else:
        asked = {mistakes} if isinstance(mistakes, str) else set(mistakes)
        assert asked <= set(report.message["mistakes"])
