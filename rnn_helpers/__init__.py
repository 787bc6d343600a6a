"""Recurrent and recursive neural networks, by hand: the helpers behind the lessons.

Import the part you need, for example ``from rnn_helpers.rnn import rnn_cell_forward``.
Importing this package alone loads nothing but itself.
"""

__version__ = "0.1.0"
