"""The diagrams of the lessons, drawn by code: ``python -m rnn_helpers.plots.diagrams [folder]``.

Each function returns one drawing as SVG text, the same bytes on every machine; ``write_assets``
stores them all. The numbers in them come from the course's own functions.
"""

import argparse
from pathlib import Path

from rnn_helpers.plots.drawings import gates, graph, numbers, trees, unrolled
from rnn_helpers.plots.svg import picture

ASSETS = Path(__file__).resolve().parents[2] / "assets"

ALT = {
    "basic_rnn": (
        "A cell that reads x[t], predicts y_pred[t] and hands its state a[t] back to itself one step later "
        "equals a row of copies of the cell, one per step, which start from a0 and pass the state to the "
        "right; every copy bears the same weights Wax, Waa and Wya."
    ),
    "basic_rnn2": (
        "One step of the cell as a graph: Wax times xt (n_x, m), Waa times a_prev (n_a, m) and ba are added, "
        "tanh turns the scores z_a into a_next (n_a, m), which goes on to the next step and up through Wya, "
        "plus by, and softmax to yt_pred (n_y, m)."
    ),
    "basic_rnn3": (
        "One step of the cell as matrices with their numbers: Wax xt + Waa a_prev + ba gives two scores z_a, "
        "tanh turns them into a_next, and Wya a_next + by gives four scores z that softmax turns into the "
        "probabilities yt_pred."
    ),
    "backpropagation": (
        "The graph of one step in grey with the gradients flowing back in purple: cross_entropy_backward "
        "gives dz = yt_pred − y; output_backward turns it into dWya, dby and Wyaᵀ dz; at a_next this meets "
        "the carry from step t+1, and the two add up to da_next; rnn_cell_backward turns da_next into dtanh, "
        "and that into dWax, dWaa, dba, dxt and da_prev."
    ),
    "recurrent": (
        "The letters h, e, l, l pass through one cell at four steps, and it predicts e, l, l, o. The two "
        "steps that read an l hold different states, so they predict different letters: first l, then o."
    ),
    "recursive": (
        "A balanced tree joins the words 'the cat sat down' two by two in two levels, with the same weights "
        "W_left and W_right at every node. Below it a tree over the same words that leans left, starts from "
        "a0 and has four levels is the recurrent network, with W_left = Waa and W_right = Wax."
    ),
    "lstm": (
        "One step of the LSTM: the cell state runs from c_prev straight to c_next, times the forget gate ft, "
        "plus the input gate it times the candidate cct. All gates are made from a_prev and xt. The state "
        "a_next is the output gate ot times tanh(c_next), and it gives yt_pred."
    ),
    "gru": (
        "One step of the GRU: the state runs from a_prev straight to a_next, times 1 − ut, plus ut times the "
        "candidate cct. The update gate ut and the reset gate rt are made from a_prev and xt, the candidate "
        "from rt times a_prev and from xt."
    ),
}


def basic_rnn():
    """The cell folded, with its loop, and unrolled in time."""
    return _drawing(
        "basic_rnn", 424, "A recurrent network, folded and unrolled", unrolled.folded_and_unrolled
    )


def basic_rnn2():
    """The cell as a graph of data and operations, with all shapes."""
    return _drawing("basic_rnn2", 612, "One step of the cell: what flows where", graph.data_flow)


def basic_rnn3():
    """The cell as matrices with the numbers of lesson 01."""
    return _drawing("basic_rnn3", 566, "One step of the cell, in numbers", numbers.numbers)


def backpropagation():
    """The way back through one step, every gradient with its formula and shape."""
    return _drawing("backpropagation", 624, "One step of the cell, backward", graph.way_back)


def recurrent():
    """'hell' to 'ello' with a trained network's states and predictions."""
    return _drawing("recurrent", 558, "The same letter, two answers", unrolled.hello)


def recursive():
    """A balanced tree over words, and the chain as its special case."""
    return _drawing("recursive", 760, "A tree net, and the chain as a tree", trees.trees)


def lstm():
    """The LSTM's gates around its cell state."""
    return _drawing("lstm", 750, "One step of the LSTM", gates.lstm)


def gru():
    """The GRU's gates around its state."""
    return _drawing("gru", 772, "One step of the GRU", gates.gru)


DRAWN = (basic_rnn, basic_rnn2, basic_rnn3, backpropagation, recurrent, recursive, lstm, gru)
DIAGRAMS = {draw.__name__: draw for draw in DRAWN}


def _drawing(name, height, title, parts):
    return picture(name, height, title, ALT[name], parts())


def write_assets(folder=ASSETS):
    """Write every diagram into ``folder`` as NAME.svg (UTF-8, line ends \\n) and return the paths."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{name}.svg" for name in DIAGRAMS]
    for path in paths:
        path.write_bytes(DIAGRAMS[path.stem]().encode("utf-8"))
    return paths


def main(arguments=None):
    """Write the diagrams into the folder that is named, or into ``assets``."""
    parser = argparse.ArgumentParser(description="Draw the diagrams of the course as SVG files.")
    parser.add_argument("folder", nargs="?", default=ASSETS, help="where to write them (default: assets)")
    for path in write_assets(parser.parse_args(arguments).folder):
        print(path)


if __name__ == "__main__":
    main()
