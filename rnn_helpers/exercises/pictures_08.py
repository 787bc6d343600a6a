"""What the pictures of lesson 08's exercises need besides the bars: a cache to go back from."""

from rnn_helpers.exercises.running import attempt
from rnn_helpers.lstm import lstm_cell_forward


def cache_of(forward, *arguments):
    """The cache that the learner's step forward makes, or the library's as long as theirs makes none.

    forward : the learner's lstm_cell_forward        arguments : xt, a_prev, c_prev, parameters
    """
    made = attempt(forward, *arguments)
    finished = isinstance(made, (tuple, list)) and len(made) == 4
    return (made if finished else lstm_cell_forward(*arguments))[3]
