"""The answers to lesson 06, as its solution notebook prints them. Mistakes are edits of this source."""

import numpy as np

from rnn_helpers.neurons import auc
from rnn_helpers.rnn import rnn_forward_pass
from rnn_helpers.vocabulary import one_hot


def text_chunks(codes, columns, steps):
    """A long text as the batches that are read one after the other: what is read, and what comes next.

    codes : (N,) whole numbers, the characters of the text
    columns : contiguous pieces that are read side by side        steps : characters of a column in a chunk
    returns : reads, labels, each (chunks, steps, columns), whole numbers
    """
    length = (len(codes) - 1) // columns
    count = length // steps
    places = length * np.arange(columns) + np.arange(count * steps)[:, None]
    reads = codes[places].reshape(count, steps, columns)
    labels = codes[places + 1].reshape(count, steps, columns)
    return reads, labels


def chunk_costs(reads, labels, fresh, parameters):
    """What a character costs in each chunk, while the state is carried from chunk to chunk.

    reads, labels : (chunks, steps, m) whole numbers, the characters that are read and those that come next
    fresh : (chunks, m) yes or no, whether a new text begins with this chunk in this column
    parameters : Wax (n_a, n_x), Waa (n_a, n_a), Wya (n_x, n_a), ba (n_a, 1), by (n_x, 1)
    returns : (chunks, m) bits per character
    """
    costs = np.zeros(fresh.shape)
    a = np.zeros((len(parameters["ba"]), fresh.shape[1]))
    for k in range(len(reads)):
        a = np.where(fresh[k], 0, a)
        x = one_hot(reads[k], len(parameters["by"]))
        states, y_pred, _ = rnn_forward_pass(x, a, parameters)
        shares = np.take_along_axis(y_pred, labels[k][:, None], axis=1)[:, 0]
        costs[k] = -np.log2(shares).mean(axis=0)
        a = states[-1]
    return costs


def choose_and_judge(values, answers, half):
    """The unit that tells a property best, and how well: chosen on the first part, judged on the second.

    values : (places, units) the units after each character
    answers : (places,) yes or no, whether the property holds there
    half : number of places in the first part
    returns : unit, a whole number; area, a number from 0 to 1
    """
    first = auc(values[:half], answers[:half])
    second = auc(values[half:], answers[half:])
    unit = int(np.argmax(np.maximum(first, 1 - first)))
    area = second[unit] if first[unit] > 0.5 else 1 - second[unit]
    return unit, float(area)
