"""Right answers to the function tasks of lesson 14; mistakes are edits of this source."""

import numpy as np


def bag_of_words(E, bags):
    """The sums of the words' vectors, one column for each bag.

    E : (words, n_x) table, row i is the vector of word i
    bags : list of m arrays with the numbers of a bag's words
    returns : s (n_x, m)
    """
    s = np.zeros((E.shape[1], len(bags)))
    for k, bag in enumerate(bags):
        vectors = E[bag]
        s[:, k] = vectors.sum(axis=0)
    return s


def embedding_gradient(dx, numbers, words):
    """The gradient of the table of vectors, from the gradients at the places where it was read.

    dx : (n_x, k) the gradient at each of k places, one column a place
    numbers : (k,) integers, which word stands at each place
    words : how many words the table has
    returns : dE (words, n_x)
    """
    dE = np.zeros((words, len(dx)))
    for place, number in enumerate(numbers):
        dE[number] += dx[:, place]
    return dE


def accuracy_measures(y_pred, labels, roots):
    """The four shares that papers on treebanks report.

    y_pred : (5, nodes) probabilities, classes in order from very negative to very positive
    labels : (nodes,) integers from 0 to 4, the right classes    roots : (trees,) the numbers of the roots
    returns : dict with "fine root", "fine all", "binary root", "binary all", shares from 0 to 1
    """
    fine = y_pred.argmax(axis=0) == labels
    positive = y_pred[3:].sum(axis=0) > y_pred[:2].sum(axis=0)
    binary = positive == (labels > 2)
    sided = labels != 2
    sided_roots = roots[sided[roots]]
    return {
        "fine root": fine[roots].mean(),
        "fine all": fine.mean(),
        "binary root": binary[sided_roots].mean(),
        "binary all": binary[sided].mean(),
    }
