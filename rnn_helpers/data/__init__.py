"""Data that needs no download: tasks and trees made by chance, small tables with their sources, texts."""

from rnn_helpers.data.sentiment import sentiment_trees
from rnn_helpers.data.tables import boiling_points, co2, sentiment_words, sunspots, surnames
from rnn_helpers.data.tasks import (
    adding_task,
    copy_task,
    parity_task,
    recall_task,
    split_sums,
    sums_as_text,
)
from rnn_helpers.data.texts import documentation, load_names, load_text
from rnn_helpers.data.trees import arithmetic, listops, three_parts, treebank_like

__all__ = [
    "adding_task",
    "arithmetic",
    "boiling_points",
    "co2",
    "copy_task",
    "documentation",
    "listops",
    "load_names",
    "load_text",
    "parity_task",
    "recall_task",
    "sentiment_trees",
    "sentiment_words",
    "split_sums",
    "sums_as_text",
    "sunspots",
    "surnames",
    "three_parts",
    "treebank_like",
]
