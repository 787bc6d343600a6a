"""The answers to lesson 10, as its solution notebook prints them. Mistakes are edits of this source."""

import numpy as np

from rnn_helpers import cells
from rnn_helpers.vocabulary import one_hot


def reverse_each(x, lengths):
    """Every example backwards in time, each from its own end; its padding stays where it is.

    x : (T_x, n, m) sequences, padded at the end
    lengths : (m,) whole numbers from 1 to T_x, the real steps of each example
    returns : (T_x, n, m), a new array
    """
    turned = x.copy()
    for i, length in enumerate(lengths):
        turned[:length, :, i] = x[:length, :, i][::-1]
    return turned


def both_ways(x, lengths, ahead, back):
    """The states of a bidirectional network, both directions belonging to the same steps.

    x : (T_x, n_x, m) inputs, padded at the end
    lengths : (m,) whole numbers from 1 to T_x, the real steps of each example
    ahead, back : the parameters of the cell that reads from the left, and of the one that reads from the end
    returns : (T_x, 2 n_a, m) states, those of `ahead` in the upper half
    """
    m = x.shape[2]
    a, _, _, _ = cells.forward_pass(x, cells.zero_state(ahead, m), ahead, lengths)
    turned = reverse_each(x, lengths)
    b, _, _, _ = cells.forward_pass(turned, cells.zero_state(back, m), back, lengths)
    b = reverse_each(b, lengths)
    return np.concatenate([a, b], axis=1)


def write_answers(message, decoder, start, end, most):
    """Let a decoder write: at each step it reads the symbol that it wrote last.

    message : the encoder's last state, a tuple of arrays (n_a, m)
    decoder : the parameters of the decoder's cell
    start, end : the numbers of the start symbol and of the end symbol
    most : the largest number of steps, at least 1
    returns : (T, m) whole numbers, T at most `most`, the symbols that were written
    """
    m = message[0].shape[1]
    n_y = len(decoder["by"])
    state = message
    symbols = np.full(m, start)
    done = np.zeros(m, bool)
    answers = []
    while len(answers) < most and not done.all():
        state, yt_pred = cells.step(one_hot(symbols, n_y), state, decoder)
        symbols = np.where(done, end, yt_pred.argmax(axis=0))
        done = done | (symbols == end)
        answers.append(symbols)
    return np.array(answers)
