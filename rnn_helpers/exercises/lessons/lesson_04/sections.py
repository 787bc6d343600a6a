"""The headings of lesson 04 that messages point to."""

SECTIONS = {
    "streams": "Two streams meet in every state",
    "sums": "Shared weights: gradients add up over time",
    "pass": "The backward pass",
    "bugs": "Two classic bugs, and how they look",
    "blame": "How far back does the blame reach?",
    "truncation": "Truncation",
    "library": "The library's pass",
}
