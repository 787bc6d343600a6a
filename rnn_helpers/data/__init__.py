"""Data that needs no download: tasks made by chance, small tables with their sources, texts."""

from rnn_helpers.data.tables import co2, sunspots, surnames
from rnn_helpers.data.tasks import (
    adding_task,
    copy_task,
    parity_task,
    recall_task,
    split_sums,
    sums_as_text,
)
from rnn_helpers.data.texts import documentation, load_names, load_text

__all__ = [
    "adding_task",
    "co2",
    "copy_task",
    "documentation",
    "load_names",
    "load_text",
    "parity_task",
    "recall_task",
    "split_sums",
    "sums_as_text",
    "sunspots",
    "surnames",
]
