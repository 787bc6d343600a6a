"""The headings of lesson 01 that messages point to."""

SECTIONS = {
    "mixing": "Mixing them: two matrices and a bias",
    "tanh": "Why a tanh",
    "output": "What comes out: scores, then probabilities",
    "batch": "A batch: several examples at once",
    "shapes": "Every shape",
    "names": "Giving it names",
}
