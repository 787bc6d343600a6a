"""The headings of lesson 12 that messages point to."""

SECTIONS = {
    "recurs": "What recurs",
    "tree": "A tree",
    "node": "One node",
    "size": "Why all vectors have one size",
    "whole": "The whole tree",
    "anywhere": "A softmax at any node",
    "branches": "One function, whatever has branches",
    "leans": "A sequence is a tree that leans to the left",
    "shared": "Why the weights are shared",
    "depth": "What depth means for memory",
    "move": "Move it",
}
