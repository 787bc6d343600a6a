"""The headings of lesson 13 that messages point to."""

SECTIONS = {
    "node": "One node backward",
    "root": "From the root down",
    "weights": "One pair of matrices for all nodes",
    "pass": "The backward pass",
    "twice": "A word twice, a phrase twice",
    "labels": "A loss at every node, or at the root alone",
    "reach": "How far does the error reach?",
    "gates": "A tree with gates",
    "sum": "Any number of children",
    "levels": "Many trees at once",
}
