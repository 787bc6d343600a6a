"""What lesson 14 says of its three comparisons, of its molecules and of its explorer holds."""

import numpy as np
import pytest
from test_lesson_claims import run, says

from rnn_helpers.brackets import read_tree
from rnn_helpers.data import boiling_points
from rnn_helpers.molecules import tree_of_smiles
from rnn_helpers.stored_trees import as_read, said_at_nodes, stored_answer
from rnn_helpers.tree_questions import (
    MODELS,
    NEIGHBOURS,
    PARTS,
    question,
    right_answers,
)
from tools.recipes_trees import kind_of


def table(name):
    return stored_answer(name)[1]["table"]


def means(name):
    return {model: np.mean(row["test"]) for model, row in table(name).items()}


def kinds(name):
    return {
        model: {kind: np.mean(values) for kind, values in row["kinds"].items()}
        for model, row in table(name).items()
    }


@pytest.fixture(scope="module")
def lesson():
    """What the code of the lesson defines up to its first table; it trains two networks on the way."""
    return run("14", "def table_of")


@pytest.fixture(scope="module")
def test_errors():
    asked = question("boiling")
    said = np.array([said[-1] for said in said_at_nodes("boiling", asked["test"])])
    return said - asked["targets"]["test"]


def test_what_is_trained_on_the_spot_does_what_the_text_says(lesson):
    """Stated beforehand, as it differs between processors: the tree net below 11 K, the bag from 17 to 23."""
    assert lesson["off"] < 11 < 17 < lesson["off_bag"] < 23
    assert np.mean(lesson["errors"]) == pytest.approx(15.1, abs=0.05)
    assert np.mean(lesson["every"]) == pytest.approx(14.4, abs=0.05)
    assert lesson["always"] == pytest.approx(52.8, abs=0.1)


def test_what_the_wall_is(lesson):
    assert says("14", "no model that counts atoms can do better than 14.4 K")
    assert says("14", "Medians of the 200 test molecules alone would come to 8.7 K there")
    groups = [
        [kelvin for kelvin, part, _ in each if part == "test"] for each in lesson["same_atoms"].values()
    ]
    errors = np.concatenate([np.abs(np.array(each) - np.median(each)) for each in groups if each])
    assert len(errors) == 200 and errors.mean() == pytest.approx(8.7, abs=0.05)
    assert says("14", "73 of these molecules have no other") and sum(len(each) == 1 for each in groups) == 73


def test_methane_is_what_the_plain_net_cannot_say(lesson):
    assert says("14", "is off by more than 100 K there")
    rows = [row[0] for row in question("boiling")["rows"]["train"]]
    said = lesson["questions"].answers_of(
        "boiling", "tree net", lesson["tree_net"], lesson["tree_data"]["train"]
    )
    off = np.abs(said - question("boiling")["targets"]["train"])
    assert rows[int(off.argmax())] == "methane" and off.max() > 100
    assert np.sort(off)[-2] < off.max() - 30


def test_the_answers_to_the_table_of_molecules():
    asked = question("boiling")
    assert {part: len(asked[part]) for part in PARTS} == {"train": 652, "dev": 150, "test": 200}
    assert says("14", "One standard deviation is 71 K")
    assert asked["targets"]["train"].std() == pytest.approx(71, abs=0.5)
    kelvin = {name: value for name, _, value, _ in boiling_points()}
    assert says("14", "From 336 to 503 K, with the same atoms")
    assert round(kelvin["1,1-dimethoxyethane"]) == 336 and round(kelvin["1,4-butanediol"]) == 503
    smiles = [row[1] for row in asked["rows"]["train"]]
    assert not any("OO" in each or "=C=C=" in each for each in smiles)
    assert "C=C=C" in smiles and max(each.count("=C=") for each in smiles) == 1
    pairs = {
        "heptanal": 426, "2,4-heptadienal": 358, "diethyl malonate": 473,
        "diethyl isopropylidenemalonate": 450, "butyl methacrylate": 437, "hexyl methacrylate": 435,
        "methane": 112,
    }  # fmt: skip
    for name, value in pairs.items():
        assert round(kelvin[name]) == value and says("14", f"{value} K"), name


def test_the_five_molecules_that_are_worst(test_errors):
    rows = question("boiling")["rows"]["test"]
    worst = [rows[k][0] for k in np.argsort(-np.abs(test_errors))[:5]]
    assert worst == [
        "carbon suboxide", "2,4-heptadienal", "diethyl isopropylidenemalonate", "ethyl hydroperoxide",
        "hexyl methacrylate",
    ]  # fmt: skip


def test_how_uncertain_a_mean_error_is(test_errors):
    assert says("14", r"$12.2/\sqrt{200} \approx 0.9$ K") and round(12.2 / 200**0.5, 1) == 0.9
    assert np.abs(test_errors).std() == pytest.approx(12.2, abs=0.1)


def test_boiling_points_in_the_table():
    mean = means("boiling")
    said = {"Tree-LSTM": 6.6, "tree net": 7.9, NEIGHBOURS: 8.2, "LSTM": 8.5, "RNN": 9.7, "bag": 19.7}
    assert {model: round(value, 1) for model, value in mean.items()} == said
    assert says("14", "60 % smaller and the Tree-LSTM's 66 %")
    assert 1 - mean["tree net"] / mean["bag"] == pytest.approx(0.6, abs=0.005)
    assert 1 - mean["Tree-LSTM"] / mean["bag"] == pytest.approx(0.66, abs=0.006)
    assert says("14", "by 1.8 K") and mean["RNN"] - mean["tree net"] == pytest.approx(1.8, abs=0.05)
    assert mean["LSTM"] - mean["tree net"] < 1 and mean[NEIGHBOURS] - mean["tree net"] < 1
    assert min(table("boiling")["bag"]["test"]) > 15.1  # the wall
    assert all(np.std(row["test"], ddof=1) < 1 for row in table("boiling").values())


def test_sentences_in_the_table():
    mean = means("sentiment")
    said = {"Tree-LSTM": 81, "tree net": 80, "RNN": 74, "LSTM": 71, "bag": 51}
    assert {model: round(100 * value) for model, value in mean.items()} == said
    assert says("14", "80 and 81 % of the sentences, against 74 % for the RNN and 71 %")
    rows = table("sentiment")
    assert (rows["LSTM"]["units"], rows["RNN"]["units"]) == (18, 48)
    spread = {model: np.std(row["test"], ddof=1) for model, row in rows.items()}
    assert all(0.02 < spread[model] < 0.03 for model in ("tree net", "LSTM"))
    assert all(spread[model] < 0.01 for model in ("Tree-LSTM", "RNN", "bag"))
    labels, roots = right_answers(question("sentiment")["train"])
    assert says("14", "17,166 labelled phrases") and len(labels) == 17166 and len(roots) == 1000


def test_negations_cost_the_trees_least():
    found = kinds("sentiment")
    for kind, gaps in {"no negation": (2, 3), "one negation": (9, 10), "two or more": (8, 9)}.items():
        behind = [
            round(100 * (found[model][kind] - found["RNN"][kind])) for model in ("tree net", "Tree-LSTM")
        ]
        assert set(behind) <= set(gaps), (kind, behind)
    assert says("14", "with two or more negations it has 26 %")
    assert round(100 * found["bag"]["two or more"]) == 26
    hard = [t.label for t in question("sentiment")["test"] if kind_of("sentiment", t) == "two or more"]
    assert max(np.bincount(hard)) / len(hard) == pytest.approx(0.25, abs=0.005)
    assert says("14", "Only 161 of the sentences") and len(hard) == 161
    assert 0.035 < np.sqrt(0.65 * 0.35 / 161) < 0.04
    drop = {model: values["no negation"] - values["two or more"] for model, values in found.items()}
    assert max(drop["tree net"], drop["Tree-LSTM"]) < min(drop[model] for model in ("RNN", "LSTM", "bag"))


def test_lists_in_the_table():
    mean = means("listops")
    said = {"tree net": 57, "Tree-LSTM": 53, "LSTM": 41, "RNN": 36, "bag": 30}
    assert {model: round(100 * value) for model, value in mean.items()} == said
    assert mean["Tree-LSTM"] - mean["LSTM"] > 0.1
    assert all(np.std(row["test"], ddof=1) < 0.02 for row in table("listops").values())
    assert says("14", "level with the trees, 73 % against 74 and 72")
    found = kinds("listops")
    flat = [round(100 * found[model]["depth 1"]) for model in ("bag", "tree net", "Tree-LSTM")]
    assert flat == [73, 74, 72]
    assert says("14", "the tree net loses 21 points, the LSTM 30, the RNN 37 and the bag 51")
    lost = {model: round(100 * (values["depth 1"] - values["depth 3"])) for model, values in found.items()}
    assert [lost[model] for model in ("tree net", "LSTM", "RNN", "bag")] == [21, 30, 37, 51]


@pytest.mark.parametrize("name", ["listops", "sentiment", "boiling"])
def test_what_was_the_same_for_all_models(name):
    rows = {model: table(name)[model] for model in MODELS}
    sizes = [row["parameters"] for row in rows.values()]
    assert max(sizes) < 1.06 * min(sizes)
    assert all(row["rate"] in (0.003, 0.01, 0.03) and len(row["tuning"]) == 3 for row in rows.values())
    best = min if name == "boiling" else max
    rates = stored_answer(name)[1]["settings"]["rates"]
    for row in rows.values():
        assert row["rate"] == rates[row["tuning"].index(best(row["tuning"]))]


def said_of(text):
    """The class at the root, its probability in percent, and all classes in post-order."""
    (shares,) = said_at_nodes("sentiment", [as_read(read_tree(text))])
    return int(shares[:, -1].argmax()), round(100 * shares[:, -1].max()), shares.argmax(axis=0), shares[:, -1]


def test_brackets_turn_not_very_good():
    assert said_of("((the film) (is (not (very good))))")[:2] == (0, 99)
    assert said_of("((the film) (is ((not very) good)))")[:2] == (4, 98)
    pairs = {
        (node.children[0].word, node.children[1].word)
        for part in PARTS
        for tree in question("sentiment")[part]
        for node in tree.nodes()
        if node.children
    }
    assert ("not", "very") not in pairs


def test_a_double_negation_is_not_learned():
    text = "((the film) (is (not (not good))))"
    (shares,) = said_at_nodes("sentiment", [as_read(read_tree(text))])
    said = [(int(shares[:, node].argmax()), round(100 * shares[:, node].max())) for node in (7, 8, 9, 10)]
    assert said == [(1, 97), (3, 66), (1, 68), (1, 81)]
    negated = [
        node
        for tree in question("sentiment")["train"]
        for node in tree.nodes()
        if node.children and node.children[0].word in ("not", "never")
    ]
    inner = {grandchild.word for node in negated for grandchild in node.children[1].children}
    assert not inner & {"not", "never"}


def test_a_word_that_nobody_rated():
    _, _, _, shares = said_of("((the film) (is zorky))")
    assert [round(100 * shares[k]) for k in (0, 4)] == [40, 26] and shares[2] < 0.01


def test_a_chain_grows_hotter():
    (kelvin,) = said_at_nodes("boiling", [tree_of_smiles("C" * 28)])
    steps = np.diff(kelvin)
    assert (steps > 0).all() and round(kelvin[0]) == 165
    assert says("14", "by about 40 K an atom from the second step on, and by 9 to 16 K in the end")
    assert np.mean(steps[1:4]) == pytest.approx(40, abs=3) and steps[0] < 20
    assert round(steps[-5:].min()) >= 9 and round(steps[-5:].max()) <= 16
    assert question("boiling")["rows"]["test"][-1][0] == "octacosane"
    assert "methane" in [row[0] for row in question("boiling")["rows"]["train"]]


def test_another_spelling_is_another_tree():
    trees = [tree_of_smiles(text) for text in ("CCCC(=O)OCC", "CCOC(=O)CCC")]
    one, other = (said[-1] for said in said_at_nodes("boiling", trees))
    assert 1 < abs(one - other) < 10


def test_two_sentences_of_the_same_words(lesson):
    pair = [
        "(((the film) (is funny)) (but ((the music) (is (not warm)))))",
        "(((the film) (is (not funny))) (but ((the music) (is warm))))",
    ]
    assert [said_of(text)[0] for text in pair] == [2, 3]
