"""Letting a model write: its prediction is drawn from, and what was drawn is read as the next input."""

import numpy as np

from rnn_helpers.cells import step, zero_state
from rnn_helpers.character_model import BOUNDARY
from rnn_helpers.vocabulary import encode


def sample(
    parameters,
    characters,
    rng,
    temperature=1.0,
    top_k=None,
    prompt="",
    count=1,
    most=40,
    start=BOUNDARY,
    end=BOUNDARY,
):
    """Texts that the model writes by itself.

    parameters : of any of the three cells    characters : its vocabulary    rng : the generator
    temperature, top_k : see `sharpen`; temperature 0 is greedy, so all texts are then the same
    prompt : what the texts begin with    count : how many texts, written side by side as columns
    most : letters after the prompt at which a text is cut off
    start : what is read before the prompt, "" for nothing    end : the symbol that ends a text, None for none
    returns : a list of `count` texts, each with its prompt and without start and end

    Raises ValueError for a letter that is not in the vocabulary, or if there is nothing to read first.
    """
    state = zero_state(parameters, count)
    columns = np.eye(len(characters), dtype=next(iter(parameters.values())).dtype)

    def read(letters):
        nonlocal state
        state, yt_pred = step(columns[:, letters], state, parameters)
        return yt_pred

    return write(read, characters, rng, temperature, top_k, prompt, count, most, start, end)


def write(read, characters, rng, temperature, top_k, prompt, count, most, start, end):
    """The loop behind `sample`, for anything that reads letters and says what comes next.

    read : a function of the letters just read, (count,) integers, that returns shares (n_y, count)
    """
    opening = encode(start + prompt, characters)
    if not len(opening):
        raise ValueError("There is nothing to read first: give a start symbol or a prompt.")
    for letter in opening:
        shares = read(np.full(count, letter))
    written = np.zeros((most, count), int)
    last = -1 if end is None else encode(end, characters)[0]
    going = np.ones(count, bool)
    for place in range(most):
        letters = draw(sharpen(shares, temperature, top_k), rng)
        written[place] = letters
        going &= letters != last
        if not going.any() or place == most - 1:
            break
        shares = read(letters)
    return [prompt + _until(column, last, characters) for column in written[: place + 1].T]


def sharpen(shares, temperature=1.0, top_k=None):
    """Probabilities at another temperature: each to the power 1 / temperature, scaled to the sum 1.

    shares : (n_y, m) probabilities, one column per example
    temperature : 1 leaves them, below 1 favours the likely ones, above 1 evens them out; 0 gives all to the
        likeliest (the first of them, should several be equal): greedy
    top_k : keep the k likeliest only, None for all
    returns : (n_y, m) float64, columns sum to 1; what had 0 keeps 0

    With shares = softmax(z) this is softmax(z / temperature). Raises ValueError for a temperature that is
    negative or not finite, or a top_k below 1.
    """
    shares = np.asarray(shares, float)
    if not (np.isfinite(temperature) and temperature >= 0):
        raise ValueError(f"temperature must be a number from 0 upwards; got {temperature}.")
    if top_k is not None and (top_k != int(top_k) or top_k < 1):
        raise ValueError(f"top_k must be a whole number of at least 1, or None for all; got {top_k}.")
    if temperature == 0:
        top_k, temperature = 1, 1.0
    with np.errstate(divide="ignore", over="ignore"):
        logs = np.log(shares)
        scaled = (logs - logs.max(axis=0)) / temperature  # the largest is 0: nothing overflows in exp
    if top_k is not None:
        unlikely = np.argsort(-shares, axis=0, kind="stable")[int(top_k) :]
        np.put_along_axis(scaled, unlikely, -np.inf, axis=0)
    powers = np.exp(scaled)
    return powers / powers.sum(axis=0)


def draw(shares, rng):
    """One row per column, drawn with the probabilities in it: (n_y, m) -> (m,) integers."""
    heights = np.cumsum(shares, axis=0)
    return (heights / heights[-1] > rng.random(shares.shape[1])).argmax(axis=0)


def _until(column, last, characters):
    ends = np.flatnonzero(column == last)
    return "".join(characters[letter] for letter in column[: ends[0] if len(ends) else None])
