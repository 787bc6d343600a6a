"""The headings of lesson 02 that messages point to."""

SECTIONS = {
    "task": "The task: h, e, l, l → e, l, l, o",
    "unrolling": "One cell, four times",
    "sharing": "Why the same weights at every step",
    "loss": "How wrong is it?",
    "nudging": "Learning by nudging",
    "memory": "The same letter, two answers",
    "cut": "Cut the recurrence",
    "floor": "Why 0.347, exactly",
}
