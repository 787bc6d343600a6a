"""What `make models` trains for lesson 14: three questions, asked of networks on trees and of their rivals.

Every model of a question gets the same: the examples, batches and right answers, the size of a word's vector,
about the same number of parameters, Adam with a rate that falls along a cosine, gradients clipped to norm 1,
the same number of passes, and a choice between three rates on the development part with a seed of its own.
Then five seeds are trained with the best rate; of each, the parameters count that did best on the development
part. The test part is measured at the end and chooses nothing. The file holds one
network and, in `about`, the whole table.
"""

import numpy as np

from rnn_helpers.tree_questions import (
    MODELS,
    N_X,
    NEIGHBOURS,
    PARTS,
    SEEDS,
    answers_of,
    atoms_with_neighbours,
    count_parameters,
    learn,
    measure,
    prepared,
    question,
    right_answers,
)

RATES, TUNING_SEED, SIZE = (0.003, 0.01, 0.03), 14, 25
NEGATIONS = {"not", "never", "lacks", "without"}
PASSES = {"listops": 20, "sentiment": 25, "boiling": 60}


def tree_listops():
    """The value of a list: tree net stored."""
    return _asked("listops", "tree net")


def tree_sentiment():
    """The sentiment of a phrase, rated by rule: Tree-LSTM stored."""
    return _asked("sentiment", "Tree-LSTM")


def tree_boiling():
    """The boiling point of a molecule: Tree-LSTM stored."""
    return _asked("boiling", "Tree-LSTM")


def _asked(name, kept):
    """All models of one question; the parameters of the model `kept`, and the table."""
    table, stored = {}, None
    for model in (*MODELS, NEIGHBOURS) if name == "boiling" else MODELS:
        data = prepared(name, model)
        rate, tuning = _best_rate(name, model, data)
        runs = [learn(name, model, seed, rate, PASSES[name], data, SIZE)["best"] for seed in SEEDS]
        found = [run["parameters"] for run in runs]
        table[model] = _row(name, model, found, data) | {"rate": rate, "tuning": tuning}
        print(f"    {name}, {model}: {table[model]['test']}", flush=True)
        if model == kept:
            best = int(np.argmin([run["value"] * (1 if name == "boiling" else -1) for run in runs]))
            stored = {key: array.astype(np.float16) for key, array in found[best].items()}
            vocabulary = list(data["train"]["forest"]["vocabulary"])
    return stored, {
        "seed": SEEDS[best],
        "model": kept,
        "vocabulary": vocabulary,
        "settings": {"n_x": N_X, "rates": list(RATES), "passes": PASSES[name], "trees per batch": SIZE},
        "trees": {part: len(question(name)[part]) for part in PARTS},
        "table": table,
        "measure": {f"test, {model}": float(np.mean(row["test"])) for model, row in table.items()},
    }


def _best_rate(name, model, data):
    """The rate that does best on the development part, and what each of them reached there."""
    tuning = [
        learn(name, model, TUNING_SEED, rate, PASSES[name], data, SIZE)["best"]["value"] for rate in RATES
    ]
    best = np.argmin(tuning) if name == "boiling" else np.argmax(tuning)
    return RATES[best], [round(value, 3) for value in tuning]


def _row(name, model, found, data):
    """What is known of one model: its size, its measures on the test part by seed, and by kind of example."""
    measures = [measure(name, model, parameters, data, "test") for parameters in found]
    kinds = [by_kind(name, model, parameters, data) for parameters in found]
    return {
        "parameters": count_parameters(found[0]),
        "units": units_of(found[0]),
        "test": [round(each["kelvin" if name == "boiling" else "root"], 4) for each in measures],
        "all": [round(each["all"], 4) for each in measures if "all" in each],
        "kinds": {kind: [round(each[kind], 4) for each in kinds] for kind in kinds[0]},
    }


def units_of(parameters):
    """The size of a model's state, of a bag's hidden layer."""
    return next(array for name, array in parameters.items() if name in ("W_left", "Wi", "Wa")).shape[0]


def kind_of(name, tree):
    """Which kind of example a tree is: by what makes its question hard."""
    if name == "listops":
        return f"depth {tree.depth}"
    if name == "sentiment":
        count = sum(word in NEGATIONS for word in tree.words())
        return ("no negation", "one negation")[count] if count < 2 else "two or more"
    return "branched" if _neighbours(tree) > 2 else "a straight chain"


def _neighbours(tree):
    """The most neighbours that an atom of a molecule has."""
    return max(int(word[-1]) for word in atoms_with_neighbours(tree))


def by_kind(name, model, parameters, data):
    """The measure at the roots of the test part, for each kind of example."""
    asked, found = question(name), answers_of(name, model, parameters, data["test"])
    if asked["targets"] is not None:
        scores = np.abs(found - asked["targets"]["test"])
    else:
        labels, roots = right_answers(asked["test"])
        scores = (found.argmax(axis=0) == labels)[roots].astype(float)
    kinds = np.array([kind_of(name, tree) for tree in asked["test"]])
    return {str(kind): float(scores[kinds == kind].mean()) for kind in sorted(set(kinds))}
