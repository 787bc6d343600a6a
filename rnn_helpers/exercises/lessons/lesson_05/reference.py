"""The answers to lesson 05, as its solution notebook prints them. Mistakes are edits of this source."""

import numpy as np

from rnn_helpers.activations import softmax


def masked_loss(y_pred, labels, mask):
    """The mean cross-entropy of the predictions that count, in nats.

    y_pred : (T_x, n_y, m) probabilities, columns sum to 1 where a prediction counts
    labels : (T_x, m) whole numbers from 0 to n_y - 1, the right answers
    mask : (T_x, m) truth values, True where a prediction counts; at least one does
    returns : a number
    """
    steps, columns = np.nonzero(mask)
    chosen = y_pred[steps, labels[steps, columns], columns]
    losses = -np.log(chosen)
    return np.mean(losses)


def clip_by_norm(gradients, limit):
    """Shorten all gradients together to the length `limit`, if they are longer.

    gradients : dict of arrays, of any names and shapes
    limit : the largest norm that is left as it is, above 0
    returns : a new dict with the same names
    """
    norm = np.sqrt(sum(np.sum(array**2) for array in gradients.values()))
    factor = limit / max(norm, limit)
    return {name: array * factor for name, array in gradients.items()}


def adam_step(W, dW, mean, square, k, learning_rate):
    """One update of one array of weights with Adam.

    W, dW : arrays of the same shape, the weights and their gradient
    mean, square : of that shape too, the running means that the update before has left (zeros at first)
    k : the number of this update, counted from 1
    returns : mean, square, W, all of them new
    """
    mean = 0.9 * mean + 0.1 * dW
    square = 0.999 * square + 0.001 * dW**2
    corrected_mean = mean / (1 - 0.9**k)
    corrected_square = square / (1 - 0.999**k)
    W = W - learning_rate * corrected_mean / (np.sqrt(corrected_square) + 1e-8)
    return mean, square, W


def draw(z, temperature, u):
    """Draw one row for each column of scores.

    z : (n_y, m) scores, one column per example
    temperature : a number from 0 upwards; 0 takes the largest score of each column
    u : (m,) a number from 0 to below 1 for each column
    returns : (m,) whole numbers, the rows
    """
    if temperature == 0:
        return np.argmax(z, axis=0)
    heights = np.cumsum(softmax(z / temperature), axis=0)
    return np.argmax(heights > u, axis=0)
