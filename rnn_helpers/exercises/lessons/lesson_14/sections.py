"""The headings of lesson 14 that messages point to."""

SECTIONS = {
    "wall": "What no bag can do",
    "bag": "The bag, with a hidden layer",
    "fair": "What makes a comparison fair",
    "sentences": "A question about sentences",
    "treebank": "Your own treebank",
}
