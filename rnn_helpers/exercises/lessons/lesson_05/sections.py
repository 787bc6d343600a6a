"""The headings of lesson 05 that messages point to."""

SECTIONS = {
    "predicts": "What a character model predicts",
    "masks": "Minibatches, padding, masks",
    "start": "The loss at the start",
    "units": "Nats, bits, perplexity",
    "loss": "Loss and gradients of a batch",
    "clipping": "Clipping",
    "optimiser": "An optimiser is one loop over two dicts",
    "temperature": "Letting it write: temperature",
}
