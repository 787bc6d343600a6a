"""What single hidden units tell about a text: activations, properties, how well one tells the other.

A property is a row of yes and no, one entry per character: what is true once that character has been read. It
depends on the past alone, so a network could know it. How well a unit tells a property is the area under the
ROC curve: the chance that the unit is higher at a place that has the property than at one that has not. 1/2
is a coin, 1 is never wrong, and 0 is never wrong with the sign turned round.
"""

import numpy as np

from rnn_helpers.activations import softmax
from rnn_helpers.cells import forward_pass, step, zero_state
from rnn_helpers.vocabulary import encode, one_hot

PAIRS = {"(": ")", "[": "]", "{": "}"}
QUOTE = '"'
LATE = 50  # characters of a line from which on it counts as a long one
INDENT = "   "  # how an indented line begins


def activations(parameters, text, characters):
    """All hidden units while a text is read from its beginning: (len(text), n_a), row t after character t."""
    x = one_hot(encode(text, characters)[:, None], len(characters))
    a, _, _, _ = forward_pass(x, zero_state(parameters), parameters)
    return a[:, :, 0]


# Properties of a text: (len(text),) yes or no, each after the character was read


def inside_brackets(text):
    """Whether a round, square or curly bracket is open. A blank line closes all."""
    answers, waiting = np.zeros(len(text), bool), []
    for place, character in enumerate(text):
        if character in PAIRS:
            waiting.append(PAIRS[character])
        elif waiting and character == waiting[-1]:
            waiting.pop()
        elif text[place - 1 : place + 1] == "\n\n":
            waiting.clear()
        answers[place] = bool(waiting)
    return answers


def inside_quotes(text):
    """Whether a double quotation mark is open. A blank line closes it."""
    answers, is_open = np.zeros(len(text), bool), False
    for place, character in enumerate(text):
        if character == QUOTE:
            is_open = not is_open
        elif text[place - 1 : place + 1] == "\n\n":
            is_open = False
        answers[place] = is_open
    return answers


def place_in_line(text):
    """How many characters of its line were read, (len(text),) integers; 0 after a line break."""
    places = np.arange(1, len(text) + 1)
    breaks = np.array([character == "\n" for character in text], bool)
    return places - np.maximum.accumulate(np.where(breaks, places, 0))


def late_in_line(text):
    """Whether at least 50 characters of the line were read: its end is near."""
    return place_in_line(text) >= LATE


def indented(text):
    """Whether the line began with three spaces, as code and notes do."""
    lines = text.split("\n")
    answers = [
        [line.startswith(INDENT) and k >= len(INDENT) - 1 for k in range(len(line) + 1)] for line in lines
    ]
    for line in answers:
        line[-1] = False  # the line break itself
    return np.array([answer for line in answers for answer in line][: len(text)], bool)


def after_a_space(text):
    """Whether the character was a space: a word begins."""
    return np.array([character == " " for character in text], bool)


def capital(text):
    """Whether the character was a capital letter."""
    return np.array([character.isupper() for character in text], bool)


PROPERTIES = {
    "inside quotes": inside_quotes,
    "inside brackets": inside_brackets,
    "late in the line": late_in_line,
    "indented line": indented,
    "after a space": after_a_space,
    "capital letter": capital,
}


# How well a unit tells a property


def ranks(values):
    """The rank of each entry in its column, from 1; equal entries share the mean of theirs.

    values : (places, units)        returns : the same shape
    """
    values = np.asarray(values)
    order = np.argsort(values, axis=0, kind="stable")
    ascending = np.take_along_axis(values, order, axis=0)
    new = np.ones(values.shape, bool)
    new[1:] = ascending[1:] != ascending[:-1]
    places = np.arange(len(values))[:, None]
    first = np.maximum.accumulate(np.where(new, places, 0), axis=0)
    ends = np.ones(values.shape, bool)
    ends[:-1] = new[1:]
    last = np.minimum.accumulate(np.where(ends, places, len(values))[::-1], axis=0)[::-1]
    result = np.empty(values.shape)
    np.put_along_axis(result, order, (first + last) / 2 + 1, axis=0)
    return result


def auc(values, answers):
    """The area under the ROC curve of each unit: (places, units), (places,) -> (units,)."""
    return auc_of_ranks(ranks(values), answers)


def auc_of_ranks(ranked, answers):
    """`auc`, from the ranks: where one set of units is asked about many properties.

    The sum of the ranks at the places with the property, less what it is at least, as a share of its span
    (the statistic of Mann and Whitney 1947). Raises ValueError for a property that is the same everywhere.
    """
    answers = np.asarray(answers, bool)
    yes, no = int(answers.sum()), int((~answers).sum())
    if not yes or not no:
        raise ValueError(
            f"The property is {'true' if yes else 'false'} everywhere in this text, so no unit can tell it."
        )
    return (ranked[answers].sum(axis=0) - yes * (yes + 1) / 2) / (yes * no)


def areas(a, text):
    """The areas of all units for all PROPERTIES: dict name -> (n_a,), without those that never change in it.

    a : (len(text), n_a) the units after each character
    """
    ranked, found = ranks(a), {}
    for name, has in PROPERTIES.items():
        answers = has(text)
        if 0 < answers.sum() < len(answers):
            found[name] = auc_of_ranks(ranked, answers)
    return found


def either_way(areas):
    """The areas with the sign of a unit turned where that helps: at least 1/2."""
    return np.maximum(areas, 1 - np.asarray(areas))


def linear_probe(values, answers, penalty=1.0):
    """Weights with which all units together tell a property best: least squares, slightly held back.

    values : (places, units)    answers : (places,)    penalty : on the squared weights
    returns : (units,), to be used as `values @ weights`
    """
    centred = values - values.mean(axis=0)
    products = centred.T @ centred + penalty * np.eye(values.shape[1])
    return np.linalg.solve(products, centred.T @ (answers - np.mean(answers)))


# Does the model use a unit?


def states(parameters, text, characters):
    """The whole state while a text is read, one (len(text), n_a) array for each part: (a,) or (a, c)."""
    state, columns, rows = zero_state(parameters), one_hot(encode(text, characters), len(characters)), []
    for t in range(len(text)):
        state, _ = step(columns[:, t : t + 1], state, parameters)
        rows.append([part[:, 0] for part in state])
    return tuple(np.array(part) for part in zip(*rows))


def typical(states, answers, unit):
    """The median of a unit where the property holds, for each part of the state: a, and c if there is."""
    return tuple(float(np.median(part[answers, unit])) for part in states)


def steady_letters(text, answers, steps, start):
    """The places of letters, from `start` on, where the answer has been yes for more than `steps` steps."""
    run = np.lib.stride_tricks.sliding_window_view(answers, steps + 1).all(axis=1)
    letters = [place for place in range(max(start, steps), len(text)) if text[place].isalpha()]
    return np.array([place for place in letters if run[place - steps]], int)


def lead_up(states, text, characters, places, steps):
    """What the network read last before it stood at each place, and its state before that.

    returns : x (steps, n_x, m), one column per place; state, a tuple of (n_a, m)
    """
    letters = encode(text, characters)
    reads = np.stack([letters[place + 1 - steps : place + 1] for place in places], axis=1)
    return one_hot(reads, len(characters)), tuple(part[places - steps].T.copy() for part in states)


def shares_with_held(parameters, x, state, unit=None, values=()):
    """What comes after `x` if one unit is held at a value while it is read.

    x : (T_x, n_x, m)    state : the state before it, a tuple of (n_a, m)
    unit, values : row `unit` of each part of the state is set to its value after every step, None for nobody
    returns : (n_y, m) probabilities of the next character
    """
    for xt in x:
        state, _ = step(xt, state, parameters)
        for part, value in zip(state, values):
            part[unit] = value
    W = parameters["Wy" if "Wy" in parameters else "Wya"]
    return softmax(W @ state[0] + parameters["by"])
