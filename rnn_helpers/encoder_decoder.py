"""From sequence to sequence: one network reads, another writes, and one state is all that passes between.

    encoder: reads x, its predictions are not used; its last state is the whole message
    decoder: starts from that state, reads what has been written so far, predicts the next symbol

The parameters are one flat dict: "encoder.Wf", "decoder.Wf" and so on, for any of the three cells.
Sources: Sutskever, Vinyals and Le (2014), "Sequence to sequence learning with neural networks"; Cho et al.
(2014), "Learning phrase representations using RNN encoder-decoder". Lesson 10.
"""

import numpy as np

from rnn_helpers import cells
from rnn_helpers.stacks import part_of
from rnn_helpers.vocabulary import one_hot

ENCODER, DECODER = "encoder.", "decoder."


def initialise_encoder_decoder(cell, n_x, n_a, n_y, rng):
    """Random parameters: an encoder that reads n_x inputs, a decoder that reads and writes n_y symbols."""
    encoder, decoder = cells.initialise(cell, n_x, n_a, 1, rng), cells.initialise(cell, n_y, n_a, n_y, rng)
    kept = {name: value for name, value in encoder.items() if name not in ("Wy", "Wya", "by")}
    return {ENCODER + name: value for name, value in kept.items()} | {
        DECODER + name: value for name, value in decoder.items()
    }


def encoder_decoder_forward(x, written, parameters, lengths=None):
    """Read x, then predict each symbol of the answer from the ones before it (teacher forcing).

    x : (T_x, n_x, m) the question    written : (T_y, n_y, m) what the decoder reads at each step: a start
        symbol, then the right answer so far
    lengths : (m,) the real steps of each question (default: all T_x); the decoder starts from the last one
    returns : y_pred (T_y, n_y, m), caches
    """
    encoder, decoder = part_of(parameters, ENCODER), part_of(parameters, DECODER)
    state = cells.zero_state(encoder, np.shape(x)[-1])
    _, _, message, read = cells.forward_pass(x, state, encoder, lengths)
    _, y_pred, _, wrote = cells.forward_pass(written, message, decoder)
    return y_pred, {"encoder": read, "decoder": wrote}


def encoder_decoder_backward(caches, dz):
    """The gradients of both networks.

    dz : (T_y, n_y, m) gradient of the loss before the decoder's softmax
    returns : dict with the gradients of all parameters ("d" + name), dx and dwritten. What arrives at the
        decoder's first state is handed to the encoder's last one: the only way back to the question
    """
    decoder = cells.backward_pass(None, caches["decoder"], dz)
    dmessage = tuple(decoder.pop(name) for name in ("da0", "dc0") if name in decoder)
    encoder = cells.backward_pass(None, caches["encoder"], dlast=dmessage)
    gradients = {"dwritten": decoder.pop("dx"), "dx": encoder.pop("dx")}
    for prefix, found in ((ENCODER, encoder), (DECODER, decoder)):
        names = [name for name in found if name not in ("da0", "dc0")]
        gradients |= {f"d{prefix}{name[1:]}": found[name] for name in names}
    return gradients


def write_answers(x, parameters, start, end, most, lengths=None):
    """Let the decoder run freely: it reads its own last symbol, and the most probable one is taken.

    x : (T_x, n_x, m) questions    start, end : the indices of the start and the end symbol
    most : steps after which writing stops in any case
    returns : (T, m) integers, T at most `most`; each answer is followed by `end`, also where others go on
    """
    encoder, decoder = part_of(parameters, ENCODER), part_of(parameters, DECODER)
    m = np.shape(x)[-1]
    _, _, state, _ = cells.forward_pass(x, cells.zero_state(encoder, m), encoder, lengths)
    n_y = len(decoder["by"])
    symbols, done, answers = np.full(m, start), np.zeros(m, bool), []
    while len(answers) < most and not done.all():
        state, yt_pred = cells.step(one_hot(symbols, n_y), state, decoder)
        symbols = np.where(done, end, yt_pred.argmax(axis=0))
        done |= symbols == end
        answers.append(symbols)
    return np.array(answers)
