"""Whether a tree suits a composition: how many children, where words stand, which sizes fit."""

from rnn_helpers._tree_nodes import name_of


def check_two_children(what, tree, below):
    """Raise ValueError for a node with children that are not two."""
    for number, children in enumerate(below):
        if len(children) not in (0, 2):
            count = "1 child" if len(children) == 1 else f"{len(children)} children"
            raise ValueError(
                f"{name_of(tree, number)} has {count}, but {what} needs two at every inner node."
                " rnn_helpers.trees.binarised(tree) makes such a tree of any;"
                " the Child-Sum Tree-LSTM (rnn_helpers.tree_lstm) takes any number."
            )


def check_no_words_inside(what, tree, below, columns):
    """Raise ValueError for a word at an inner node."""
    for number, (children, column) in enumerate(zip(below, columns)):
        if children and column is not None:
            word = tree.nodes()[number].word
            raise ValueError(
                f"{name_of(tree, number)} has children and the word {word!r:.40}, but {what} takes words at"
                " the leaves only. The Tree-LSTMs (rnn_helpers.tree_lstm) take a word at any node."
            )


def check_states_fit(tree, below, columns, blocks, n_a, n_right):
    """Raise ValueError where a child's state does not have the rows that its weights take.

    n_a : rows of an inner node's state, columns of W_left    n_right : columns of W_right
    """
    rows = [n_a if children else len(blocks[column]) for children, column in zip(below, columns)]
    for children in below:
        for side, child, wanted in zip(("left", "right"), children, (n_a, n_right)):
            if rows[child] != wanted:
                kind = f"word, x[{columns[child]}]," if columns[child] is not None else "state"
                raise ValueError(
                    f"{name_of(tree, child)} is a {side} child and its {kind} has {rows[child]} rows, but"
                    f" W_{side} has {wanted} columns. Give every word as many numbers as a node has: {n_a}."
                    " (A W_right (n_a, n_x) takes words of n_x numbers, where every right child is a word.)"
                )


def check_words_fit(blocks, n_x):
    """Raise ValueError for a word's vector that has not `n_x` rows."""
    for number, block in enumerate(blocks):
        if len(block) != n_x:
            raise ValueError(
                f"x[{number}] has the shape {block.shape}, expected n_x = {n_x} rows: the columns of Wi that"
                " are left for the word."
            )
