"""Trees with labels and the tables behind them: labels against evaluators written anew, sources, seeds."""

import re
from collections import Counter
from importlib.resources import files

import numpy as np
import pytest

from rnn_helpers.data import (
    arithmetic,
    boiling_points,
    listops,
    sentiment_trees,
    sentiment_words,
    three_parts,
    treebank_like,
)
from rnn_helpers.molecules import tree_of_smiles

FOLDER = files("rnn_helpers.data")
MAKERS = {
    "listops": listops,
    "arithmetic": arithmetic,
    "sentiment": sentiment_trees,
    "treebank": treebank_like,
}


def made(name, count=300, seed=0, **more):
    return MAKERS[name](count, np.random.default_rng(seed), **more)


@pytest.mark.parametrize("name", MAKERS)
def test_the_same_seed_gives_the_same_trees_and_another_one_others(name):
    assert made(name) == made(name)
    assert made(name) != made(name, seed=1)
    assert made(name, count=0) == []


@pytest.mark.parametrize("name", MAKERS)
def test_every_node_has_a_class_and_every_leaf_a_word(name):
    classes = 10 if name in ("listops", "arithmetic") else 5
    for tree in made(name):
        for node in tree.nodes():
            assert type(node.label) is int and 0 <= node.label < classes
            assert (
                type(node.word) is str if not node.children else node.word is None or type(node.word) is str
            )


def middle(values):
    return int(np.median(values))


def exact(tree, functions):
    """The value of an expression, worked out from its words alone, and that every label agrees."""
    if not tree.children:
        value = int(tree.word)
    else:
        value = functions[tree.word]([exact(child, functions) for child in tree.children])
    assert tree.label == value % 10
    return value


LISTS = {"MAX": max, "MIN": min, "MED": middle, "SM": lambda values: sum(values) % 10}
SIGNS = {"+": sum, "-": lambda pair: pair[0] - pair[1], "*": lambda pair: pair[0] * pair[1]}


def test_labels_of_listops_are_exact():
    for tree in made("listops", 500, depth=4):
        exact(tree, LISTS)


def test_labels_of_arithmetic_are_exact():
    for tree in made("arithmetic", 500, operations=(1, 12)):
        exact(tree, SIGNS)


def test_listops_are_as_deep_and_as_wide_as_asked_for():
    trees = made("listops", 400, depth=3, arguments=(2, 4))
    counts = Counter(len(node.children) for tree in trees for node in tree.nodes() if node.children)
    assert set(counts) == {2, 3, 4} and {tree.depth for tree in trees} == {1, 2, 3}
    assert {tree.depth for tree in made("listops", 50, depth=2, nested=1)} == {2}
    words = {node.word for tree in made("listops", operators=("MAX", "MIN")) for node in tree.nodes()}
    assert words == {"MAX", "MIN", *"0123456789"}


def test_classes_of_listops_are_balanced_with_four_operators_and_not_with_two():
    roots = Counter(tree.label for tree in made("listops", 3000))
    assert max(roots.values()) < 0.13 * 3000
    ends = Counter(tree.label for tree in made("listops", 3000, operators=("MAX", "MIN")))
    assert 0.28 < (ends[0] + ends[9]) / 3000 < 0.45


def test_arithmetic_has_the_number_of_operations_asked_for():
    trees = made("arithmetic", 400, operations=(2, 5))
    assert {len(tree) for tree in trees} == {5, 7, 9, 11}
    assert len({tree.depth for tree in trees if len(tree) == 11}) == 3  # 3, 4 or 5: all shapes occur


@pytest.mark.parametrize(
    "call, message",
    [
        (lambda rng: listops(3, rng, operators=("MAX", "MEAN")), "operators must be some of"),
        (lambda rng: listops(3, rng, arguments=(4, 2)), "least, most"),
        (lambda rng: listops(-1, rng), "count must be at least 0"),
        (lambda rng: arithmetic(3, rng, operators="/"), "operators must be some of"),
        (lambda rng: three_parts([1, 2, 3]), "leave a part empty"),
    ],
)
def test_mistakes_are_named(call, message):
    with pytest.raises(ValueError, match=message):
        call(np.random.default_rng(0))


def test_generators_are_asked_for():
    with pytest.raises(TypeError, match="rng must be a generator"):
        sentiment_trees(3, 0)


def rated(tree, words):
    """The rating of a phrase by the rules that the head of data/sentiment.py states, worked out anew."""
    if not tree.children:
        every = {word: rating for kind in words.values() for word, rating in kind.items()}
        return every.get(tree.word) or 0.0
    left, right = tree.children
    one, two = rated(left, words), rated(right, words)
    first = right.children[0].word if right.children else None
    if left.word in ("not", "never", "lacks", "without"):
        rating = -0.74 * two
    elif left.word in words["intensifier"]:
        rating = 1.5 * two
    elif left.word in words["downtoner"]:
        rating = 0.5 * two
    elif first == "but" or tree.words()[0] == "although" and left.children:
        rating = 0.5 * one + 1.5 * two
    elif first == "and":
        rating = 0.75 * (one + two)
    elif left.words()[0] == "the" and first in ("is", "never", "lacks", *words["verb"]):
        rating = 0.5 * one + two
    else:
        rating = one + two
    return min(4.0, max(-4.0, rating))


def test_phrases_are_rated_by_the_stated_rules():
    words = sentiment_words()
    for tree in made("sentiment", 400):
        for node in tree.nodes():
            rating = rated(node, words)
            away = min(abs(rating - limit) for limit in (-2, -0.5, 0.5, 2))
            if away > 1e-9:
                assert node.label == 2 + np.sign(rating) * ((abs(rating) > 0.5) + (abs(rating) > 2)), str(
                    node
                )


def test_sentences_read_like_english_and_are_binary():
    trees = made("sentiment", 600)
    assert {len(node.children) for tree in trees for node in tree.nodes()} == {0, 2}
    sentences = [" ".join(tree.words()) for tree in trees]
    assert all(re.match("(although )?the [a-z]+ ", sentence) for sentence in sentences)
    assert not any(re.search(r"(not not|the the|never is|is lacks)", sentence) for sentence in sentences)
    lengths = [len(tree.words()) for tree in trees]
    assert min(lengths) >= 4 and max(lengths) <= 20


def test_no_class_of_sentences_is_rare_and_none_prevails():
    roots = Counter(tree.label for tree in made("sentiment", 3000))
    assert min(roots.values()) > 0.07 * 3000 and max(roots.values()) < 0.33 * 3000
    nodes = Counter(node.label for tree in made("sentiment", 1000) for node in tree.nodes())
    assert nodes.most_common(1)[0][0] == 2 and nodes[2] < 0.55 * nodes.total()


def test_a_bag_of_words_cannot_tell_all_sentences_apart():
    labels = {}
    for tree in made("sentiment", 10_000):
        labels.setdefault(tuple(sorted(tree.words())), set()).add(tree.label)
    assert any(len(several) > 1 for several in labels.values())


def test_words_have_ratings_within_their_scale_and_with_the_right_sign():
    words = sentiment_words()
    assert {kind: len(words[kind]) for kind in ("adjective", "noun", "verb")} == {
        "adjective": 110,
        "noun": 33,
        "verb": 23,
    }
    ratings = {word: rating for kind in ("adjective", "noun", "verb") for word, rating in words[kind].items()}
    assert all(0.5 <= abs(rating) <= 4 for rating in ratings.values())
    assert ratings["wonderful"] > ratings["nice"] > 0 > ratings["boring"] > ratings["horrible"]
    assert set(words["negator"].values()) == {None}
    rows = [line.split(",") for line in FOLDER.joinpath("sentiment_words.csv").read_text("utf-8").split()[1:]]
    assert all(0 <= float(row[3]) < 2.1 for row in rows if row[2])


def test_the_treebank_has_the_size_of_its_model():
    trees = treebank_like(2000, np.random.default_rng(3))
    words = [word for tree in trees for word in tree.words()]
    assert abs(len(words) / 2000 - 19.15) < 0.8
    assert {len(node.children) for node in trees[0].nodes()} == {0, 2}
    counts = sorted(Counter(words).values(), reverse=True)
    assert 1.6 < counts[0] / counts[1] < 2.5 and len(counts) > 5000, "Zipf: the second is half as frequent"
    labels = Counter(node.label for tree in trees for node in tree.nodes())
    assert set(labels) == {0, 1, 2, 3, 4} and 0.6 < labels[2] / labels.total() < 0.85


def test_a_word_of_the_treebank_has_one_class_as_a_leaf():
    leaves = {}
    for tree in made("treebank"):
        for leaf in tree.leaves():
            leaves.setdefault(leaf.word, set()).add(leaf.label)
    assert all(len(classes) == 1 for classes in leaves.values())


def neighbours(smiles):
    """The atoms of a molecule and, for each, its bonds: (strength, other atom)."""
    nodes, atoms, bonds, waiting = tree_of_smiles(smiles).nodes(), [], [], []
    for number, node in enumerate(nodes):
        atoms.append(node.word[-1])
        bonds.append([])
        start = len(waiting) - len(node.children)
        for child, sign in waiting[start:]:
            strength = {"=": 2, "#": 3}.get(sign, 1)
            bonds[number].append((strength, child))
            bonds[child].append((strength, number))
        waiting[start:] = [(number, node.word[0])]
    return atoms, bonds


def structure(smiles):
    """The same for all ways to write a molecule: colours of atoms, refined by those of their neighbours."""
    atoms, bonds = neighbours(smiles)
    colours = atoms
    for _ in atoms:
        colours = [
            f"{own}({','.join(sorted(f'{strength}{colours[other]}' for strength, other in near))})"
            for own, near in zip(atoms, bonds)
        ]
        colours = [str(hash(colour)) for colour in colours]
    return tuple(sorted(colours))


def test_molecules_are_acyclic_and_hold_carbon_and_oxygen_with_right_valences():
    for _, smiles, _, _ in boiling_points(confirmed=False):
        atoms, bonds = neighbours(smiles)
        assert "C" in atoms and set(atoms) <= {"C", "O"} and len(atoms) <= 30
        for atom, near in zip(atoms, bonds):
            assert sum(strength for strength, _ in near) <= {"C": 4, "O": 2}[atom], smiles


def test_no_two_molecules_have_the_same_structure():
    assert structure("CC(=O)OCC") == structure("O=C(C)OCC") == structure("C(C)OC(C)=O")
    assert structure("CC(C)CO") != structure("CCC(C)O")
    molecules = boiling_points(confirmed=False)
    assert len({structure(smiles) for _, smiles, _, _ in molecules}) == len(molecules)


def test_boiling_points_are_those_that_anybody_can_look_up():
    known = {smiles: kelvin for _, smiles, kelvin, _ in boiling_points()}
    for smiles, celsius in {"C": -161.5, "CCO": 78.3, "CCCCCC": 68.7, "CCCCCCCC": 125.6}.items():
        assert known[smiles] == pytest.approx(celsius + 273.15, abs=0.7)
    names = {name for name, *_ in boiling_points()}
    assert {"methanol", "ethanol", "propane", "formic acid"} <= names
    assert all(re.search("[a-z]{3}", name) and len(name) < 80 for name in names)


def test_every_value_has_a_source_and_the_confirmed_ones_a_second():
    few, many = boiling_points(), boiling_points(confirmed=False)
    assert (len(few), len(many)) == (1002, 1429) and set(few) < set(many)
    assert {source for *_, source in many} == {"CRC_ORG", "WEBBOOK"}
    assert all(100 < kelvin < 750 for *_, kelvin, _ in many)
    chains = [kelvin for _, smiles, kelvin, _ in few if re.fullmatch("C{1,20}", smiles)]
    assert len(chains) >= 18 and (np.diff(chains) > 0).all(), "the longer the alkane the later it boils"


def test_three_parts_share_no_example_and_keep_equal_ones_together():
    trees = made("arithmetic", 2000, operations=(1, 2))
    parts = three_parts(trees, seed=4)
    assert sum(map(len, parts)) == 2000 and len(set(trees)) < 2000
    assert not set(parts[0]) & set(parts[1]) and not set(parts[0]) & set(parts[2])
    assert not set(parts[1]) & set(parts[2])
    molecules = boiling_points()
    parts = three_parts(molecules)
    assert [len(part) for part in parts] == [802, 100, 100]
    assert three_parts(molecules) == parts and three_parts(molecules, seed=1) != parts
    means = [np.mean([kelvin for *_, kelvin, _ in part]) for part in parts]
    assert max(means) - min(means) < 30, "light and heavy molecules are in every part"


def test_sources_and_licences_stand_beside_the_tables():
    text = FOLDER.joinpath("README.md").read_text(encoding="utf-8")
    for part in (
        "chemicals 1.5.2",
        "vaderSentiment 3.3.2",
        "Caleb Bell",
        "C.J. Hutto",
        "CRC Handbook",
        "NIST Chemistry WebBook",
        "CC BY-NC 4.0",
        "They rated no phrase",
    ):
        assert part in text, part
    for name in ("molecules.csv", "sentiment_words.csv"):
        rows = len(FOLDER.joinpath(name).read_text(encoding="utf-8").splitlines()) - 1
        assert f"| `{name}` | {rows} |" in text
