"""The headings of lesson 03 that messages point to."""

SECTIONS = {
    "chain": "Where we stand",
    "softmax": "Through the softmax",
    "output": "The output layer",
    "tanh": "Through the tanh",
    "five": "Five gradients",
    "functions": "As functions",
    "sums": "Several examples: sums, and one divisor",
    "check": "When a check means nothing",
    "nudge": "A sharper nudge",
}
