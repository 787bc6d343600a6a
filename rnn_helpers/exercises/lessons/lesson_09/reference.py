"""The answers to lesson 09, as its solution notebook prints them. Mistakes are edits of this source."""

import numpy as np


def last_real_step(a, lengths):
    """The state of each sequence at its own last real step.

    a : (T_x, n_a, m) floats, the states, time first
    lengths : (m,) whole numbers from 1 to T_x, the real steps of each sequence
    returns : last (n_a, m), one column for each sequence
    """
    _, n_a, m = a.shape
    last = np.zeros((n_a, m))
    for k in range(m):
        t = lengths[k] - 1
        last[:, k] = a[t, :, k]
    return last


def last_step_backward(y_pred, labels, lengths):
    """The gradient at the scores when the loss sits at the last real step of each sequence.

    y_pred : (T_x, n_y, m) the probabilities that every step would answer, softmax of its scores
    labels : (m,) whole numbers from 0 to n_y - 1, the right answer of each sequence
    lengths : (m,) whole numbers from 1 to T_x, the real steps of each sequence
    returns : dz (T_x, n_y, m), the gradient of the mean loss of the m answers
    """
    m = len(labels)
    dz = np.zeros(y_pred.shape)
    for k in range(m):
        t = lengths[k] - 1
        dz[t, :, k] = y_pred[t, :, k]
        dz[t, labels[k], k] -= 1
    return dz / m


def first_state_backward(da0, languages, n_languages):
    """The gradient at We, where the first state of each name is the column of We of its language.

    da0 : (n_a, m) what arrives at the first state of each name
    languages : (m,) whole numbers from 0 to n_languages - 1, the language of each name
    n_languages : the number of columns of We
    returns : dWe (n_a, n_languages)
    """
    n_a, m = da0.shape
    dWe = np.zeros((n_a, n_languages))
    for k in range(m):
        dWe[:, languages[k]] += da0[:, k]
    return dWe


def windows(series, starts, length):
    """Cut windows out of a series: what is read, and the next number at every step.

    series : (N,) floats, in the order of time
    starts : (m,) whole numbers from 0 to N - length - 1, where each window begins
    length : the number of steps, 1 or more
    returns : x (length, 1, m) the numbers that are read, y (length, 1, m) the numbers to be forecast
    """
    x = np.zeros((length, 1, len(starts)))
    y = np.zeros((length, 1, len(starts)))
    for k, start in enumerate(starts):
        x[:, 0, k] = series[start : start + length]
        y[:, 0, k] = series[start + 1 : start + length + 1]
    return x, y
