"""Molecules: SMILES as trees, hydrogens against formulae from any handbook, errors with the place."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnn_helpers.brackets import read_tree, write_tree
from rnn_helpers.molecules import VALENCES, SmilesError, hydrogens, tree_of_smiles
from rnn_helpers.trees import Tree, chain

DEEP = 50_000


@pytest.mark.parametrize(
    ("smiles", "brackets"),
    [
        ("C", "C"),
        ("CCO", "C(C(O))"),
        ("CC(=O)O", "C(C(=O O))"),
        ("C(C)(N)O", "C(C N O)"),
        ("CC(CC(C)Br)Cl", "C(C(C(C(C Br)) Cl))"),
        ("N#CC", "N(#C(C))"),
        ("C(=O)=O", "C(=O =O)"),
        ("[OH]C", "[OH](C)"),
        ("[13CH4]", "[13CH4]"),
        ("C[N+](C)(C)C", "C([N+](C C C))"),
        ("[Si](C)(C)(C)C", "[Si](C C C C)"),
    ],
)
def test_a_molecule_as_a_tree(smiles, brackets):
    tree = tree_of_smiles(smiles)
    assert tree == read_tree(brackets, labels=False)
    assert read_tree(write_tree(tree)) == tree


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("CC", "C-C"),
        ("F/C=C/F", "FC=CF"),
        ("F/C=C\\F", "FC=CF"),
        ("C[C@H](O)C(=O)O", "CC(O)C(=O)O"),
        ("C[C@@](F)(Cl)Br", "CC(F)(Cl)Br"),
        ("C[C@TH1H](O)F", "CC(O)F"),
        ("[N@+](C)(F)(Cl)Br", "[N+](C)(F)(Cl)Br"),
        ("  CO\n", "CO"),
    ],
)
def test_single_bonds_and_stereo_marks_leave_no_trace(one, two):
    assert tree_of_smiles(one) == tree_of_smiles(two)


FORMULAE = {
    "C": "CH4",
    "CCO": "C2H6O",
    "CC(=O)O": "C2H4O2",
    "C#N": "CHN",
    "CC(C)(C)C": "C5H12",
    "C=CC=C": "C4H6",
    "C#C": "C2H2",
    "NCC(=O)O": "C2H5NO2",
    "C[C@H](N)C(=O)O": "C3H7NO2",
    "[NH4+]": "NH4",
    "C[N+](=O)[O-]": "CH3NO2",
    "OS(=O)(=O)O": "H2SO4",
    "CS(C)=O": "C2H6SO",
    "OP(=O)(O)O": "H3PO4",
    "B(O)(O)O": "BH3O3",
    "FC(F)(F)Br": "CF3Br",
    "ClC(Cl)Cl": "CHCl3",
    "CI": "CH3I",
    "[H]O[H]": "H2O",
    "[13CH4]": "CH4",
    "S": "H2S",
    "CNC": "C2H7N",
}


def counted(tree):
    """How often each element occurs, with the hydrogens that are implied."""
    symbols = [word.strip("=#[]+-0123456789") for word in tree.words()]
    elements = Counter(symbol if symbol in ("Cl", "Br", "H") else symbol.rstrip("H") for symbol in symbols)
    elements["H"] += sum(hydrogens(tree))
    return +elements


def formula(text):
    """The same of a formula such as C2H6O."""
    letters = "".join(f" {letter}" if letter.isupper() else letter for letter in text).split()
    return Counter({part.rstrip("0123456789"): int(part.lstrip("BCFHINOPSlr") or 1) for part in letters})


@pytest.mark.parametrize(("smiles", "expected"), FORMULAE.items())
def test_implied_hydrogens_complete_the_formula(smiles, expected):
    assert counted(tree_of_smiles(smiles)) == formula(expected)


def test_hydrogens_come_in_post_order():
    assert hydrogens(tree_of_smiles("CC(=O)N")) == [0, 2, 0, 3]
    assert hydrogens(tree_of_smiles("OCC")) == [3, 2, 1]


def test_a_subtree_keeps_its_open_bond():
    assert hydrogens(tree_of_smiles("CC=O").at((0, 0))) == [0]


@pytest.mark.parametrize("word", ["Xq3", "", "c", "-C", (1.0, 2.0), None])
def test_hydrogens_of_what_is_no_atom_are_refused(word):
    with pytest.raises(ValueError, match="is no atom"):
        hydrogens(Tree(Tree(word="C"), word=word))


@pytest.mark.parametrize(
    ("smiles", "column", "says"),
    [
        ("C1CC1", 2, "'1', which closes a ring"),
        ("CC%12", 3, "'%12', which closes a ring"),
        ("c1ccccc1", 1, "aromatic"),
        ("C[nH]", 2, "aromatic"),
        ("[Na+].[Cl-]", 6, "separates molecules"),
        ("CC(", 4, "found the end, expected an atom"),
        ("CC(C", 3, r"expected '\)' for this '\('"),
        ("C)", 2, r"no '\(' is open"),
        ("C()", 3, r"found '\)', expected an atom"),
        ("C(=)C", 4, r"found '\)', expected an atom"),
        ("C((C))", 3, r"found '\(', expected an atom"),
        ("(C)C", 1, r"found '\(', expected an atom"),
        ("C=", 3, "found the end, expected an atom"),
        ("=C", 1, "found '=', expected an atom"),
        ("C==C", 3, "found '=', expected an atom"),
        ("C$C", 2, "only -, = and # are read"),
        ("C C", 2, "found ' ', expected an atom"),
        ("CX", 2, "found 'X', expected an atom"),
        ("C[C", 2, r"no '\]' after it"),
        ("C[Qq]", 2, "'Qq' is no element"),
        ("C[]", 2, "expected an atom such as"),
        ("", 1, "found the end, expected an atom"),
    ],
)
def test_what_is_no_tree_of_atoms_is_explained(smiles, column, says):
    with pytest.raises(SmilesError, match=says) as caught:
        tree_of_smiles(smiles)
    assert caught.value.column == column
    assert str(caught.value).split("\n")[-1] == " " * (column + 1) + "^"


def test_what_is_no_text_is_explained():
    with pytest.raises(TypeError, match="read from a string"):
        tree_of_smiles(None)


@given(st.text("CNOFlBr=#-()[]H+@/\\1c. ", max_size=20) | st.text(max_size=12))
def test_any_text_is_read_or_refused(text):
    try:
        tree = tree_of_smiles(text)
    except SmilesError as error:
        assert str(error).endswith("^")
    else:
        counts = hydrogens(tree)
        assert len(counts) == len(tree) and min(counts) >= 0


def written(tree):
    """A molecule as SMILES again, by the textbook's recursion: branches, then the last child."""
    *branches, last = [written(child) for child in tree.children] or [""]
    return tree.word + "".join(f"({branch})" for branch in branches) + last


ATOMS = st.recursive(
    st.sampled_from([*VALENCES, "=O", "#N", "[OH]", "=[NH2+]"]).map(lambda word: Tree(word=word)),
    lambda below: st.builds(
        lambda children, word: Tree(*children, word=word),
        st.lists(below, min_size=1, max_size=3),
        st.sampled_from(["C", "=C", "N", "[Si]"]),
    ),
    max_leaves=10,
)


@given(st.lists(ATOMS, min_size=1, max_size=3))
def test_any_tree_of_atoms_comes_back(children):
    tree = Tree(*children, word="C")
    assert tree_of_smiles(written(tree)) == tree


def test_very_long_molecules_are_read():
    tree = tree_of_smiles("C" * DEEP)
    assert tree == chain(["C"] * DEEP)
    assert hydrogens(tree) == [3, *[2] * (DEEP - 2), 3]
    assert tree_of_smiles("C(" * DEEP + "C" + ")" * DEEP).depth == DEEP
