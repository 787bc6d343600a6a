"""A short way to write the mistakes of this lesson that are looked for by themselves only."""

from rnn_helpers.exercises.lessons.lesson_12.sections import SECTIONS


def mistake_in(section):
    """The function that makes such mistakes, with the section that they point to where none is named."""

    def mistake(name, old, new, says, see=section, seen="expected"):
        return {
            "name": name,
            "old": old,
            "new": new,
            "says": says,
            "see": SECTIONS[see],
            "seen": seen,
            "alone": True,
        }

    return mistake
