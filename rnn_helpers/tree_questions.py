"""Three questions for networks on trees, and their rivals: ListOps, sentiment, boiling points (lesson 14).

Every model of a question gets the same examples in the same order, the same right answers and the same size
of a word's vector. Where each node has a label, each node is an example for every model: a network on trees
answers at the node, the others read the words below it as a sequence or as a bag of their own.

A question is a dict:

    train, dev, test   lists of trees
    targets            None, or dict part -> kelvin of each tree
    classes            how many, or 1 for a number
    at                 "nodes" or "root": where the right answers stand
    trees              the composition of its Tree-LSTM: "binary" or "child-sum"
    sequence           a function of a (sub)tree: its words in the order of reading
"""

from functools import lru_cache, partial

import numpy as np

from rnn_helpers.bags import bag_batch, bag_loss, bag_scores, initialise_bag
from rnn_helpers.data import boiling_points, listops, sentiment_trees, three_parts
from rnn_helpers.embeddings import word_vocabulary
from rnn_helpers.molecules import tree_of_smiles
from rnn_helpers.optimisers import cosine_decay
from rnn_helpers.training import new_run, shuffled_batches, train
from rnn_helpers.tree_levels import NONE, plant, trees_in, word_counts
from rnn_helpers.tree_training import NODES, ROOT, initialise_tree, tree_batch, tree_loss, tree_outputs
from rnn_helpers.trees import binarised, chain, grow, left_branching

PARTS = ("train", "dev", "test")
MODELS = ("tree net", "Tree-LSTM", "RNN", "LSTM", "bag")
NEIGHBOURS = "bag of atoms with neighbours"  # a sixth model, for molecules
HIDDEN = 0.25  # how readily words are replaced by the unknown word, in sentences (see `tree_batches`)
N_X = 48  # the size of a word's vector, and of the plain networks' states
COUNTS = {"listops": (3000, 500, 1000), "sentiment": (1000, 500, 1000)}  # trees to train on, for dev, to test
SEEDS = (0, 1, 2, 3, 4)


@lru_cache(maxsize=3)
def question(name):
    """The question "listops", "sentiment" or "boiling" (see the top of the module); always the same one."""
    if name not in MAKERS:
        raise ValueError(f"There is no question {name!r}; there are: {', '.join(MAKERS)}.")
    return MAKERS[name]()


def _listops():
    parts = _parted("listops", partial(listops, arguments=(2, 4)))
    return parts | {
        "targets": None, "classes": 10, "at": NODES, "trees": "child-sum", "sequence": list_in_brackets,
    }  # fmt: skip


def _sentiment():
    parts = _parted("sentiment", sentiment_trees)
    return parts | {
        "targets": None, "classes": 5, "at": NODES, "trees": "binary", "sequence": lambda tree: tree.words(),
    }  # fmt: skip


def _parted(name, maker):
    """Different trees, cut by chance into the three parts."""
    counts = COUNTS[name]
    found = list(dict.fromkeys(maker(2 * sum(counts), np.random.default_rng(14))))
    ends = np.cumsum((0, *counts))
    return {part: found[start:end] for part, start, end in zip(PARTS, ends, ends[1:])}


def _boiling():
    parts = dict(zip(PARTS, three_parts(boiling_points(), dev=0.15, test=0.2)))
    molecules = {part: [smiles for _, smiles, _, _ in rows] for part, rows in parts.items()}
    spelled = {tree_of_smiles(smiles): smiles for texts in molecules.values() for smiles in texts}
    return {part: [tree_of_smiles(smiles) for smiles in texts] for part, texts in molecules.items()} | {
        "targets": {part: np.array([kelvin for _, _, kelvin, _ in rows]) for part, rows in parts.items()},
        "rows": parts, "classes": 1, "at": ROOT, "trees": "child-sum",
        "sequence": lambda tree: list(spelled[tree]),
    }  # fmt: skip


MAKERS = {"listops": _listops, "sentiment": _sentiment, "boiling": _boiling}


def list_in_brackets(tree):
    """A list of ListOps as it is written: [MAX 2 [MIN 4 7 ] 0 ], word by word."""
    if not tree.children:
        return [tree.word]
    inner = [word for child in tree.children for word in list_in_brackets(child)]
    return [f"[{tree.word}", *inner, "]"]


# The same examples for every model


def prepared(name, model):
    """The examples of a question in the form that a model reads.

    returns : dict part -> dict with "forest" and "groups" (trees + 1,) (where the forms of each of the
        question's trees begin in the forest)
    """
    asked = question(name)
    forms = {part: [_forms(asked, model, tree) for tree in asked[part]] for part in PARTS}
    vocabulary = word_vocabulary(word for group in forms["train"] for form in group for word in form.words())
    return {
        part: {
            "forest": plant([form for group in forms[part] for form in group], vocabulary),
            "groups": np.cumsum([0] + [len(group) for group in forms[part]]),
        }
        for part in PARTS
    }


def _forms(asked, model, tree):
    """The trees that a model reads for one example: one, or one for each labelled node."""
    if model == "tree net" or (model == "Tree-LSTM" and asked["trees"] == "binary"):
        return [binarised(tree)]
    if model == "Tree-LSTM":
        return [tree]
    if model == NEIGHBOURS:
        return [chain(atoms_with_neighbours(tree))]
    shape = left_branching if model == "RNN" else chain
    nodes = [node for node in tree.nodes() if node.label is not None] if asked["at"] == NODES else [tree]
    return [_labelled(shape(asked["sequence"](node)), node.label) for node in nodes]


def atoms_with_neighbours(tree):
    """Every atom with the number of its neighbours: C1, C3, =O1, O1 for acetic acid, CC(=O)O."""
    *inner, root = tree.nodes()
    return [f"{node.word}{len(node.children) + 1}" for node in inner] + [f"{root.word}{len(root.children)}"]


def _labelled(tree, label):
    return grow(tree.children, tree.word, label)


def batches_for(name, model, data, size, seed):
    """Batches of `size` trees of the training part, as `train` wants them: the same trees for every model."""
    asked, part = question(name), data["train"]
    targets = None if asked["targets"] is None else scaled(name, asked["targets"]["train"])

    def make(chosen):
        forms = np.concatenate([np.arange(*part["groups"][i : i + 2]) for i in chosen])
        batch = batch_of(asked, model, part["forest"], forms, targets)
        return _some_unknown(batch, hiding, [seed, *chosen]) if name == "sentiment" else batch

    counts = word_counts(part["forest"])
    hiding = HIDDEN / (HIDDEN + counts)
    return shuffled_batches(range(len(part["groups"]) - 1), size, seed, make)


def _some_unknown(batch, hiding, key):
    """The same batch with some words, rare ones rather than others, replaced by the unknown word."""
    chance = np.random.default_rng(key).random(len(batch["words"]))
    return batch | {"words": np.where(chance < hiding[batch["words"]], 0, batch["words"])}


def batch_of(asked, model, forest, chosen, targets=None):
    """One batch of the trees `chosen` of a forest; targets (trees,) where numbers are asked for."""
    if is_bag(model):
        if targets is None:
            answers = forest["labels"][forest["starts"][1:] - 1][chosen]
        else:
            answers = targets[None, chosen]
        return bag_batch(forest, chosen, answers)
    on_trees = model in ("tree net", "Tree-LSTM")
    return tree_batch(forest, chosen, asked["at"] if on_trees else ROOT, targets)


def scaled(name, kelvin):
    """Kelvin in standard deviations from the training molecules' mean."""
    known = question(name)["targets"]["train"]
    return (kelvin - known.mean()) / known.std()


def unscaled(name, numbers):
    """The way back from `scaled`, to kelvin."""
    known = question(name)["targets"]["train"]
    return numbers * known.std() + known.mean()


# The models


def initialise_model(name, model, words, rng, n_x=N_X, n_a=None, dtype=np.float32):
    """Random parameters of a model for a question, with about as many numbers as the tree net has."""
    asked = question(name)
    n_y = asked["classes"]
    n_a = units(model, asked["trees"], n_x, n_y) if n_a is None else n_a
    if is_bag(model):
        return initialise_bag(words, n_x, n_a, n_y, rng, dtype)
    return initialise_tree(composition(model, asked["trees"]), words, n_x, n_a, n_y, rng, dtype)


def composition(model, trees):
    """Which composition a model is; a sequence is a tree without branches (lesson 12)."""
    return {"tree net": "plain", "RNN": "plain", "Tree-LSTM": trees, "LSTM": "child-sum"}[model]


def units(model, trees, n_x, n_y):
    """The units that bring a model closest to the plain net's 2 n_x n_x + n_x + n_y n_x + n_y numbers."""
    if model in ("tree net", "RNN"):
        return n_x
    wanted = 2 * n_x * n_x + n_x + n_y * n_x

    def size(n_a):
        if is_bag(model):
            return n_a * (n_x + 1 + n_y)
        per_gate = (5 * (2 * n_a + n_x) + 4) if composition(model, trees) == "binary" else 4 * (n_a + n_x + 1)
        return n_a * (per_gate + n_y)

    return min(range(1, 20 * n_x), key=lambda n_a: abs(size(n_a) - wanted))


def is_bag(model):
    return model in ("bag", NEIGHBOURS)


def count_parameters(parameters):
    return sum(array.size for array in parameters.values())


def answers_of(name, model, parameters, part):
    """What a model says at each right answer of a part: (n_y, answers) probabilities, or (trees,) kelvin."""
    asked, forest = question(name), part["forest"]
    linear = asked["targets"] is not None
    if is_bag(model):
        z, _, _ = bag_scores(parameters, bag_batch(forest, range(trees_in(forest)), None))
    else:
        inside = model in ("tree net", "Tree-LSTM") and asked["at"] == NODES
        z = tree_outputs(parameters, forest, NODES if inside else ROOT, linear=linear)
        if inside:
            z = z[:, forest["labels"] != NONE]
    return unscaled(name, z[0].astype(float)) if linear else z


def measure(name, model, parameters, data, part):
    """How well a model does: {"root", "all"} shares of right answers, or {"kelvin"} the mean error."""
    asked = question(name)
    found = answers_of(name, model, parameters, data[part])
    if asked["targets"] is not None:
        return {"kelvin": float(np.abs(found - asked["targets"][part]).mean())}
    labels, roots = right_answers(asked[part])
    right = found.argmax(axis=0) == labels
    return {"root": float(right[roots].mean()), "all": float(right.mean())}


def right_answers(trees):
    """The labels of all labelled nodes, in post-order, tree after tree, and which of them are roots."""
    labels = [[node.label for node in tree.nodes() if node.label is not None] for tree in trees]
    return np.concatenate(labels), np.cumsum([len(some) for some in labels]) - 1


def learn(name, model, seed, rate, passes, data=None, size=25):
    """Train one model on a question: a run whose "best" has the parameters that did best on the dev part."""
    data = prepared(name, model) if data is None else data
    words = len(data["train"]["forest"]["vocabulary"])
    start = initialise_model(name, model, words, np.random.default_rng(seed))
    batches = batches_for(name, model, data, size, seed)
    updates = passes * batches.per_pass
    linear = question(name)["targets"] is not None
    return train(
        new_run(start),
        bag_loss if is_bag(model) else partial(tree_loss, buffers={}),
        batches,
        updates,
        learning_rate=cosine_decay(rate, rate / 20, updates),
        clip=1.0,
        evaluate=lambda parameters: measure(name, model, parameters, data, "dev"),
        every=batches.per_pass,
        keep_best="kelvin" if linear else "root",
        best=min if linear else max,
    )
