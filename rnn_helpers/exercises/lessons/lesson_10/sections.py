"""The headings of lesson 10 that messages point to."""

SECTIONS = {
    "later": "A question about what comes later",
    "two": "Two passes",
    "own_end": "Each from its own end",
    "cheats": "When a second direction cheats",
    "layers": "Layers",
    "sequence": "From sequence to sequence",
    "vector": "One vector for everything",
}
