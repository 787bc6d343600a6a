"""How a command ends early: with words for the person at the keyboard, not with a traceback."""


class Stop(Exception):
    """Ends a command. The message says what happened, and what to do about it."""
