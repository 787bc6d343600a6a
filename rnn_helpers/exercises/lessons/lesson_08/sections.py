"""The headings of lesson 08 that messages point to."""

SECTIONS = {
    "add": "Overwrite or add",
    "gate": "A gate",
    "fractions": "One step, in fractions",
    "cell": "The whole cell",
    "backward": "One step backward",
    "path": "The constant path, measured",
    "gru": "A lighter gate: the GRU",
    "other": "The other GRU",
}
