"""Exercises: `check` says how far an answer is, and which idea went wrong where it is not right.

check(softmax)              a function: its task is found by its name
check("shapes", answer)     an answer to a question: its task is named
attempt(softmax, scores)    the result of an unfinished function, or None
progress()                  the best points so far, for every task of the course
"""

from rnn_helpers.exercises.checking import check, examine
from rnn_helpers.exercises.progress import progress
from rnn_helpers.exercises.running import attempt

__all__ = ["attempt", "check", "examine", "progress"]
