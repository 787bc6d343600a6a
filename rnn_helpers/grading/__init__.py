"""Grade what a class handed in: points, a page for each student, and a page for the teacher.

    python -m rnn_helpers.grading grade FOLDER --out RESULTS

`grading.grade` does the same from Python. TEACHING.md says how to use it, SECURITY.md what it guards against.
"""

from rnn_helpers.grading.grading import GradingError, grade

__all__ = ["GradingError", "grade"]
