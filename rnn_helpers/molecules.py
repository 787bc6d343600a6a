r"""Molecules without rings as trees: SMILES in, one node per atom.

    tree_of_smiles("CC(=O)O")    C(C(=O O)), acetic acid: hydrogens are implied

The root is the first atom; the children of an atom are its branches and then what follows it in the text. The
word of a node is its atom, with the bond to its parent in front if that is double or triple: =O, #N. A single
bond, written - or not at all, leaves no trace, so CC and C-C are the same tree. The stereo marks / \ @ are
left out, and a carbon in square brackets for no other reason, [C@H] or [C@@], becomes C, as do N, P and S.

Read are the atoms B C N O P S F Cl Br I, any element in square brackets with isotope, hydrogens and charge
([OH], [NH4+], [13C]), bonds and branches. The rules are those of OpenSMILES (opensmiles.org, version 1.0).
"""

import re

from rnn_helpers._caret import PlacedError, check_text
from rnn_helpers.trees import grow

VALENCES = {
    "B": (3,), "C": (4,), "N": (3, 5), "O": (2,), "P": (3, 5), "S": (2, 4, 6),
    "F": (1,), "Cl": (1,), "Br": (1,), "I": (1,),
}  # fmt: skip
BONDS = {"=": 2, "#": 3}
ELEMENTS = re.findall(
    "[A-Z][a-z]?",
    "HHeLiBeBCNOFNeNaMgAlSiPSClArKCaScTiVCrMnFeCoNiCuZnGaGeAsSeBrKrRbSrYZrNbMoTcRuRhPdAgCdInSnSbTeIXeCsBaLaCePrNd"
    "PmSmEuGdTbDyHoErTmYbLuHfTaWReOsIrPtAuHgTlPbBiPoAtRnFrRaAcThPaUNpPuAmCmBkCfEsFmMdNoLrRfDbSgBhHsMtDsRgCnNhFlMcLvTsOg",
)
TOKEN = re.compile(r"\[[^\[\]]*\]|Cl|Br|%?[0-9]+|.", re.DOTALL)
IN_BRACKETS = re.compile(
    r"\[(?P<isotope>[0-9]*)(?P<symbol>[A-Z][a-z]?|[a-z]{1,2})(?P<stereo>@{0,2}(?:(?:TH|AL|SP|TB|OH)[0-9]{1,2})?)"
    r"(?P<hydrogens>(?:H[0-9]?)?)(?P<charge>(?:\++|-+|[+-][0-9]{1,2})?)(?P<number>(?::[0-9]+)?)\]"
)
AROMATIC = {"b", "c", "n", "o", "p", "s", "se", "as", "te"}


class SmilesError(PlacedError):
    """A text that is no SMILES of a molecule without rings, with the place."""


def tree_of_smiles(text):
    """The tree of a molecule without rings; the module's first lines say what it looks like.

    Raises SmilesError, with the place, for rings, aromatic atoms, several molecules and what is no SMILES.
    """
    check_text(text, "A molecule")
    words, parents, branches = [], [], []  # branches: where the open ones start, atom and place
    last, bond = None, None  # the atom that the next one hangs on; the bond sign before it, with its place
    end = len(text.rstrip())
    before = ""
    for found in TOKEN.finditer(text, len(text) - len(text.lstrip()), end):
        token, place = found[0], found.start()
        if token[0] == "[" or token in VALENCES:
            words.append((bond[0] if bond else "") + _atom(token, text, place))
            parents.append(last)
            last, bond = len(words) - 1, None
        elif token in "-=#/\\":
            _check_bond(token, last, bond, text, place)
            bond = (token if token in BONDS else "", place)
        elif token == "(":
            if last is None or bond or before == "(":
                raise SmilesError("found '(', expected an atom.", text, place)
            branches.append((last, place))
        elif token == ")":
            last = _end_of_branch(branches, bond or before == "(", text, place)
        else:
            raise SmilesError(_refusal(token), text, place)
        before = token
    if last is None or bond or before == "(":
        raise SmilesError("found the end, expected an atom, such as C or O.", text, end)
    if branches:
        raise SmilesError("found the end, expected ')' for this '('.", text, branches[-1][1])
    return _grown(words, parents)


def _check_bond(token, last, bond, text, place):
    if last is None or bond:
        raise SmilesError(f"found {token!r}, expected an atom.", text, place)


def _end_of_branch(branches, wants_atom, text, place):
    """The atom on which the branch that ends here hangs."""
    if not branches:
        raise SmilesError("found ')', but no '(' is open here.", text, place)
    if wants_atom:
        raise SmilesError("found ')', expected an atom.", text, place)
    return branches.pop()[0]


def _refusal(token):
    """Why a token cannot stand in the SMILES of a molecule without rings."""
    if token.lstrip("%").isdecimal():
        return f"found {token!r:.40}, which closes a ring; only molecules without rings are trees."
    if token in AROMATIC:
        return f"found {token!r}, an aromatic atom, part of a ring; only molecules without rings are trees."
    if token == ".":
        return "found '.', which separates molecules; a tree is one molecule."
    if token in ":$":
        return f"found the bond {token!r}; only -, = and # are read."
    return f"found {token!r}, expected an atom (one of {' '.join(VALENCES)} or [...]), a bond or a bracket."


def _atom(token, text, place):
    """An atom as it stands in a word, checked."""
    if token in VALENCES:
        return token
    if token == "[":
        raise SmilesError("found '[', but no ']' after it.", text, place)
    parts = IN_BRACKETS.fullmatch(token)
    if parts is None:
        raise SmilesError(
            f"found {token!r:.40}, expected an atom such as [OH], [NH4+] or [13C].", text, place
        )
    symbol = parts["symbol"]
    if symbol in AROMATIC:
        raise SmilesError(_refusal(symbol), text, place)
    if symbol not in ELEMENTS:
        raise SmilesError(f"found {token!r:.40}, but {symbol!r} is no element.", text, place)
    rest = parts["isotope"] + parts["charge"] + parts["number"]
    if parts["stereo"] and not rest and symbol in VALENCES:
        return symbol
    return f"[{parts['isotope']}{symbol}{parts['hydrogens']}{parts['charge']}{parts['number']}]"


def _grown(words, parents):
    """The tree of atoms whose parents come before them, the root first."""
    children = [[] for _ in words]
    for atom in range(len(words) - 1, -1, -1):
        node = grow(tuple(reversed(children[atom])), words[atom])
        if atom:
            children[parents[atom]].append(node)
    return node


def hydrogens(tree):
    """How many hydrogens the text left out at each atom: a list of integers, nodes in post-order.

    An atom in square brackets has those written in it. Any other is filled up to the lowest of its valences
    that its bonds do not exceed (OpenSMILES 1.0, section 3.1.5), so the C at the end of a chain has 3.

    Raises ValueError for a word that `tree_of_smiles` does not make.
    """
    counts, waiting = [], []  # waiting: bonds to the parent of subtrees whose parent has not come yet
    for number, node in enumerate(tree.nodes(), start=1):
        sign, atom = _bond_and_atom(node.word)
        bond = BONDS.get(sign, int(number < len(tree)))  # the root hangs on nothing
        first = len(waiting) - len(node.children)
        counts.append(_implied(atom, bond + sum(waiting[first:])))
        waiting[first:] = [bond]
    return counts


def _bond_and_atom(word):
    """A word as `tree_of_smiles` makes it, in two parts."""
    if isinstance(word, str) and word:
        sign, atom = (word[0], word[1:]) if word[0] in BONDS else ("", word)
        if atom in VALENCES or IN_BRACKETS.fullmatch(atom):
            return sign, atom
    raise ValueError(f"{word!r:.60} is no atom as tree_of_smiles writes it, such as C, =O or [OH].")


def _implied(atom, bonds):
    if atom not in VALENCES:
        written = IN_BRACKETS.fullmatch(atom)["hydrogens"]
        return int(written[1:] or 1) if written else 0
    return next((valence - bonds for valence in VALENCES[atom] if valence >= bonds), 0)
